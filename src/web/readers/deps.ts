import type { Elsewhere, Reader, SecretKeys } from '../../../subscribers/index.ts';
import type { Site } from '../../../templates/web/site.ts';
import type { CalendarDesk } from '../../calendar/index.ts';
import type { Clock, Database, Log } from '../../core/index.ts';
import type { JobQueue } from '../../jobs/index.ts';
import type { Archive } from '../../publishing/index.ts';
import type { LanguageName, Languages } from '../../words/written.ts';

/** What the readers' pages need. */
export type ReaderPages = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: JobQueue;
  keys: SecretKeys;
  limitKey: Buffer;
  noticesPerHour: number;
  elsewhere: Elsewhere;
  archive: Archive;
  /** Absent: readers are told no date. */
  calendar?: CalendarDesk;
  /** The site under the name that it has now. */
  site(language?: LanguageName): Promise<Site>;
  config: { publicUrl: string; trustProxy: number; languages: Languages };
};

/** `site` is read once for each request. */
export type ReaderEnv = { Variables: { site: Site } };

/** Pages of one reader, whom the link in a mail names. */
export type PreferenceEnv = { Variables: { site: Site; reader: Reader } };
