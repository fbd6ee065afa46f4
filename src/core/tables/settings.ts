import type { ColumnType, Generated } from 'kysely';
import type { Stamp } from './stamp.ts';

/** Small facts shared by every process: the generated secret, worker heartbeats, the recurrence's next slot. */
export type SettingTable = {
  key: string;
  value: string;
  updated_at: Stamp;
};

/** A process that runs, or did: what has shown no sign of life for half a minute does not. */
export type ProcessTable = {
  id: string;
  role: 'web' | 'worker';
  version: string;
  /** Its `SENDING`. */
  sending: string;
  host: string;
  started_at: Stamp;
  seen_at: Stamp;
};

/** What the doctor found, by a worker. */
export type ExaminationTable = {
  id: Generated<number>;
  at: Stamp;
  result: ColumnType<unknown, string, string>;
};
