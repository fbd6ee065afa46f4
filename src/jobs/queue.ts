import type { JobContract, QueueName } from './contract.ts';

export type EnqueueOptions = {
  /** Wait before the job may start, in ms. */
  delayMs?: number;
  /**
   * At most one *waiting* or delayed job of this key: a second is dropped, unless the first has been started; then both may run
   * at once. Only thrift, never a guarantee.
   * Letters, digits, `-` and `_`.
   */
  key?: string;
};

/**
 * Where jobs are put. The queue is only a bell: the database holds the truth. So `enqueue` never fails because the queue is
 * away or full: it is logged, and the sweeper rings for what the database says.
 */
export type JobQueue = {
  enqueue<Payload>(contract: JobContract<Payload>, payload: Payload, options?: EnqueueOptions): Promise<void>;
  close(): Promise<void>;
};

export type JobHandler<Payload> = (payload: Payload, job: { signal: AbortSignal }) => Promise<void>;

/** One contract with the function that does it. */
export type Processor = {
  contract: JobContract<unknown>;
  handle: JobHandler<unknown>;
};

/** Binds a handler to its contract; the payload is checked against the schema before the handler sees it. */
export function processor<Payload>(contract: JobContract<Payload>, handle: JobHandler<Payload>): Processor {
  return {
    contract: contract as JobContract<unknown>,
    handle: (payload, job) => handle(contract.schema.parse(payload), job),
  };
}

/** A running consumer of some queues. */
export type JobConsumer = {
  /** Stops taking jobs, waits for those in hand at most `graceMs`, then aborts them. */
  close(graceMs?: number): Promise<void>;
};

/** Repeats `contract` by a five-field cron pattern in a time zone, or every `everyMs`. */
export type Recurrence = {
  id: string;
  contract: JobContract<Record<string, never>>;
  schedule: { cron: string; timeZone: string } | { everyMs: number };
};

export type ConsumeOptions = {
  concurrency: Partial<Record<QueueName, number>>;
  /** Hears of each try of a job that has ended. */
  ended?(queue: QueueName, outcome: 'done' | 'failed'): void;
};

export type QueueEngine = JobQueue & {
  consume(processors: Processor[], options: ConsumeOptions): JobConsumer;
  /** Registers or moves a recurrence; the same id replaces the earlier one. Returns its next time. */
  recur(recurrence: Recurrence): Promise<Date | null>;
  /** Rejects, within a few seconds, while the queue cannot take jobs. */
  check(): Promise<void>;
  /** Jobs waiting, delayed and active, by queue. */
  counts(): Promise<Record<QueueName, { waiting: number; active: number; delayed: number }>>;
};
