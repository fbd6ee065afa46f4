import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { ActName, Acts } from '../acts.ts';
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
  error: string | null;
  /** What came of it, in a sentence; null = it says nothing. */
  outcome: string | null;
};
