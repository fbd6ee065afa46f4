import type { FileHandle } from 'node:fs/promises';
import type { Database, Log } from '../core/index.ts';

/** Where the journals of this process lie, and whose they are. */
export type JournalHome = {
  db: Database;
  log: Log;
  folder: string;
  copyTo: string | undefined;
  place: string;
  /** The installation's id. */
  installation: string;
  /** What brings octets to disk, where it is not the system's own, as in a bench of slow disks. */
  sync?: (file: FileHandle) => Promise<void>;
};
