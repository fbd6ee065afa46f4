import type { Job, Queue, Worker } from 'bullmq';
import { type Log, sentenceOf, within, withLogIds } from '../../core/index.ts';
import type {
  ConsumeOptions,
  JobConsumer,
  Processor,
  QueueEngine,
  QueueName,
  Recurrence,
} from '../../jobs/index.ts';
import { nextSlot } from './cadence.ts';

/** Makes BullMQ's classes on one backend; the two differ in nothing else. */
export type QueueBackend = {
  queue(name: string): Queue;
  worker(name: string, process: (job: Job) => Promise<void>, concurrency: number): Worker;
  /** Rejects when nothing can be written to its store. */
  check(): Promise<void>;
  close(): Promise<void>;
};

const QUEUES: QueueName[] = ['flow', 'edition', 'transactional'];
/** A container is given 30 s and a service 20: what comes after the jobs needs its part of that. */
const GRACE_MS = 14_000;
/** Longer nobody waits for a queue that does not answer: what it should have carried is found in the database. */
const PATIENCE_MS = 3_000;

/**
 * A killed worker's job is taken over after at most LOCK + STALLED ms (BullMQ's defaults make that a minute). A job that
 * runs twice because its worker was merely slow does no harm: handlers re-read the database.
 */
export const TIMING = {
  lockDuration: 15_000,
  stalledInterval: 10_000,
  maxStalledCount: 1_000,
  // BullMQ waits 15 s after an error of its store: a database that is back is used within seconds.
  runRetryDelay: 2_000,
};

/** croner's reading of the pattern (both day fields must match), in place of BullMQ's own (either may). */
export const SETTINGS = {
  repeatStrategy: (millis: number, repeat: { pattern?: string; tz?: string; every?: number }) =>
    repeat.pattern
      ? nextSlot({ cron: repeat.pattern, timeZone: repeat.tz ?? 'UTC' }, new Date(millis))?.getTime()
      : millis + (repeat.every ?? 0),
};

/** The queue port on BullMQ. Completed jobs are not kept: the database is the ledger. */
export function queueEngine(backend: QueueBackend, log: Log): QueueEngine {
  const queues = new Map(QUEUES.map((name) => [name, backend.queue(`quarterly-${name}`)]));
  for (const queue of queues.values()) queue.on('error', warn(log));
  const queueOf = (name: QueueName) => queues.get(name) as Queue;
  const consumers = new Set<JobConsumer>();

  return {
    async enqueue(contract, payload, { delayMs, key } = {}) {
      const adding = queueOf(contract.queue).add(contract.name, contract.schema.parse(payload), {
        attempts: contract.retry.attempts,
        backoff: { type: 'exponential', delay: contract.retry.backoffMs },
        removeOnComplete: true,
        removeOnFail: { count: 1_000 },
        ...(delayMs ? { delay: delayMs } : {}),
        ...(key ? { deduplication: { id: key } } : {}),
      });
      await within(PATIENCE_MS, adding).catch((error) =>
        log.error({ job: contract.name, error: sentenceOf(error) }, 'the queue did not take a job'),
      );
    },
    check: () => within(PATIENCE_MS, backend.check()),
    consume(processors, options) {
      const consumer = consume(backend, processors, { ...options, log });
      consumers.add(consumer);
      return consumer;
    },
    recur: (recurrence) => recur(queueOf(recurrence.contract.queue), recurrence),
    async counts() {
      const rows = await Promise.all(
        QUEUES.map(async (name) => {
          const counts = await queueOf(name).getJobCounts('waiting', 'active', 'delayed');
          return [
            name,
            { waiting: counts.waiting ?? 0, active: counts.active ?? 0, delayed: counts.delayed ?? 0 },
          ] as const;
        }),
      );
      return Object.fromEntries(rows) as Awaited<ReturnType<QueueEngine['counts']>>;
    },
    async close() {
      await Promise.all([...consumers].map((consumer) => consumer.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

type Consuming = ConsumeOptions & { log: Log };

function consume(backend: QueueBackend, processors: Processor[], options: Consuming): JobConsumer {
  const { concurrency, ended, log } = options;
  const stopping = new AbortController();
  const handlers = new Map(processors.map((entry) => [entry.contract.name, entry]));
  if (handlers.size !== processors.length) throw new Error('two processors for one contract');
  const process = async (job: Job) => {
    const found = handlers.get(job.name);
    if (!found) throw new Error(`no processor for the job ${job.name}`);
    // From here on its key is free: a bell rung now is another job, as the handler may have read already; and a worker that is
    // killed with a job in hand mutes nobody until BullMQ finds out.
    if (job.deduplicationId) await job.removeDeduplicationKey();
    const ids = { jobId: job.id ?? '', job: job.name };
    await withLogIds(ids, () => found.handle(job.data, { signal: stopping.signal }));
  };
  const names = QUEUES.filter((name) => processors.some((entry) => entry.contract.queue === name));
  const workers = names.map((name) => {
    const worker = backend.worker(`quarterly-${name}`, process, concurrency[name] ?? 1);
    worker.on('error', warn(log));
    worker.on('completed', () => ended?.(name, 'done'));
    worker.on('failed', (job, error) => {
      ended?.(name, 'failed');
      log.error(
        { job: job?.name, jobId: job?.id, tries: job?.attemptsMade, error: error.message },
        'job failed',
      );
    });
    return worker;
  });
  let closing: Promise<void> | undefined;
  return {
    close: (graceMs = GRACE_MS) => {
      closing ??= closeWorkers(workers, stopping, graceMs);
      return closing;
    },
  };
}

/** Handlers see the abort at once and finish what is in flight; what has not ended after `graceMs` is left to the next worker. */
async function closeWorkers(workers: Worker[], stopping: AbortController, graceMs: number): Promise<void> {
  stopping.abort();
  const ended = Promise.all(workers.map((worker) => worker.close()));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((done) => {
    timer = setTimeout(done, graceMs);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}

/** BullMQ's `SchedulerJobIdCollision`, which it does not export. */
const COLLISION = -10;

/** Registers what repeats. A job that nothing leads to any more, as in a Redis that threw keys out, stands in its way and is removed. */
async function recur(queue: Queue, recurrence: Recurrence): Promise<Date | null> {
  try {
    return await schedule(queue, recurrence);
  } catch (error) {
    if ((error as { code?: unknown }).code !== COLLISION) throw error;
    await removeStray(queue, recurrence);
    return schedule(queue, recurrence);
  }
}

const repeatOf = ({ schedule }: Recurrence) =>
  'cron' in schedule ? { pattern: schedule.cron, tz: schedule.timeZone } : { every: schedule.everyMs };

async function schedule(queue: Queue, recurrence: Recurrence): Promise<Date | null> {
  const { id, contract } = recurrence;
  const job = await queue.upsertJobScheduler(id, repeatOf(recurrence), {
    name: contract.name,
    data: {},
    opts: { attempts: contract.retry.attempts, removeOnComplete: true, removeOnFail: { count: 100 } },
  });
  const next = await queue.getJobScheduler(id);
  return next?.next ? new Date(next.next) : job ? new Date(job.timestamp + (job.delay ?? 0)) : null;
}

/** Only jobs of a pattern collide: of an interval BullMQ takes the next free place. */
async function removeStray(queue: Queue, recurrence: Recurrence): Promise<void> {
  const at = SETTINGS.repeatStrategy(Date.now(), repeatOf(recurrence));
  await queue.removeJobScheduler(recurrence.id);
  await queue.remove(`repeat:${recurrence.id}:${at}`);
}

const warn = (log: Log) => (error: unknown) => log.warn({ error: sentenceOf(error) }, 'queue connection');
