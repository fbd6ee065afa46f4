import type { Clock, Database, Log } from '../core/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { SnsPort } from './hooks/index.ts';

/** The options that pages depend on; the composition root hands over its whole configuration. */
export type WebConfig = {
  /** Without a trailing slash. */
  publicUrl: string;
};

/** What the composition root gives to the web. */
export type WebDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: JobQueue;
  config: WebConfig;
  /** Absent: this installation takes no events, and `/hooks/ses` is not found. */
  sns?: SnsPort;
};
