import type { Stamp } from './stamp.ts';

/** Small facts shared by every process: the generated secret, worker heartbeats, the recurrence's next slot. */
export type SettingTable = {
  key: string;
  value: string;
  updated_at: Stamp;
};
