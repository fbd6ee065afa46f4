import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { ActName, Acts } from '../acts.ts';
import type { ReasonParams } from './reason-params.ts';
import type { Stamp } from './stamp.ts';

/** The audit log: who did what, when, and what it was about. Append-only. */
export type ActTable = {
  id: Generated<number>;
  at: Stamp;
  act: ActName;
  /** `edition`, `run`, …: what stands before the dot of `act`. */
  subject_type: ColumnType<string, never, never>;
  subject: number;
  actor: ColumnType<Actor, string, never>;
  params: ColumnType<Acts[ActName], string, never>;
};

/** What follows from an act, written in its transaction and done afterwards, once. */
export type ConsequenceTable = {
  act_id: number;
  name: string;
  /** null = it is still to be done. */
  done_at: Stamp | null;
  tries: Generated<number>;
  next_try_at: Stamp;
  /** What went wrong, in words for the version before. */
  error: string | null;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  /** What came of it, in words for the version before; null = it says nothing. */
  outcome: string | null;
  outcome_code: Generated<string | null>;
  outcome_params: ReasonParams;
};
