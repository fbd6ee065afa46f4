import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { FlowName } from '../flow-names.ts';
import type { EditionNumber, RunId } from '../ids.ts';
import type { ReasonParams } from './reason-params.ts';
import type { Stamp } from './stamp.ts';

export type RunState = 'running' | 'waiting' | 'paused' | 'held' | 'failed' | 'succeeded' | 'cancelled';
export type ActionState =
  | 'pending'
  | 'running'
  | 'waiting'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'cancelled';

/** A view: the runs of the edition's flow. */
export type RunTable = Omit<
  FlowRunTable,
  'flow' | 'changed' | 'edition_number' | `acknowledged_${'at' | 'by' | 'words'}`
> & {
  edition_number: EditionNumber;
  /** A hash of the sender and the id of the signing key under which its mails began; null = none has gone. */
  sender: Generated<string | null>;
  key_id: Generated<string | null>;
};

export type FlowRunTable = {
  id: Generated<RunId>;
  flow: Generated<FlowName>;
  /** Of the edition's flow, and of no other. */
  edition_number: EditionNumber | null;
  trigger: 'schedule' | 'manual';
  /** The slot of the recurrence that started it; null for a manual run. */
  slot: Stamp | null;
  state: RunState;
  /** Why it stands where it stands, in words for the version before; see `src/core/reasons.ts`. */
  reason: string | null;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  started_at: Stamp;
  finished_at: Stamp | null;
  /** When it is looked at again by itself; null = at the next sweep, or when somebody has acted. */
  next_try_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Whether it has changed anything; of a small flow, those that have not are kept for 30 days. */
  changed: Generated<boolean>;
  /** When somebody said that they have dealt with its failure, who, and in what words. */
  acknowledged_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  acknowledged_by: ColumnType<Actor | null, string | null | undefined, string | null>;
  acknowledged_words: ColumnType<string | null, string | null | undefined, string | null>;
};

export type ActionTable = {
  run_id: RunId;
  ordinal: number;
  name: string;
  state: ActionState;
  tries: Generated<number>;
  inputs: ColumnType<unknown, string | null | undefined, string | null>;
  outputs: ColumnType<unknown, string | null | undefined, string | null>;
  /** What went wrong, in words for the version before. */
  error: string | null;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  started_at: Stamp | null;
  finished_at: Stamp | null;
  /** When its errors began, since it was last looked at without one. */
  failing_since: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** Whether a flow starts by itself; one that was never switched does. */
export type FlowSwitchTable = {
  flow: FlowName;
  is_on: boolean;
  changed_at: Stamp;
  changed_by: ColumnType<Actor, string, string>;
};

/** A slot of the recurrence that has come, and what became of it. */
export type SlotTable = {
  slot: Stamp;
  taken_at: Stamp;
  /** In words for the version before. */
  outcome: string;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  /** Whoever took it knows what was moved or skipped; others find such a slot taken (migration 0530). */
  by_calendar: Generated<boolean>;
};

/** One attempt at an action; the next one begins when it has ended without success. */
export type AttemptTable = {
  id: Generated<number>;
  run_id: RunId;
  action: string;
  /** From 1. */
  number: number;
  state: 'running' | 'waiting' | 'held' | 'succeeded' | 'skipped' | 'failed' | 'cancelled';
  inputs: ColumnType<unknown, string | null | undefined, string | null>;
  outputs: ColumnType<unknown, string | null | undefined, string | null>;
  /** What went wrong. */
  reason_code: string | null;
  reason_params: ReasonParams;
  /** Files and lines of the program where it failed, without messages. */
  stack: ColumnType<string | null, string | null | undefined, string | null>;
  started_at: Stamp;
  finished_at: Stamp | null;
};
