import type { Hono } from 'hono';
import type { Elsewhere, SecretKeys } from '../../subscribers/index.ts';
import type { Theme } from '../../templates/theme.ts';
import type { CalendarDesk } from '../calendar/index.ts';
import type { Clock, Database, Db, EditionNumber, Log, ShownOptions } from '../core/index.ts';
import type { FlowsPort } from '../flows/index.ts';
import type { JobQueue } from '../jobs/index.ts';
import type { Languages } from '../words/written.ts';
import type { SnsPort } from './hooks/index.ts';

/** The options that pages depend on; the composition root hands over its whole configuration. */
export type WebConfig = {
  /** Without a trailing slash. */
  publicUrl: string;
  /** IANA name; dates on pages are shown in it. */
  timeZone: string;
  /** In which readers and contributors may read; the first is the publication's own. */
  languages: Languages;
  /** How long readers may see what was there before a change, in ms; the database is asked at most this often. */
  freshForMs?: number;
  /** Told about new content (W3C WebSub). */
  websubHub?: string | undefined;
  /** How many reverse proxies of our own stand in front. */
  trustProxy: number;
  /** Confirm mails that leave in one hour; more wait in order. */
  noticesPerHour: number;
  /** Until the first edition is published. */
  bulletinName: string;
  /** For the statements; unset: the latest edition's publisher and mailbox. */
  dataController?: string | undefined;
  contactEmail?: string | undefined;
  sending: 'off' | 'simulator' | 'live';
  awsRegion: string;
  retentionLeftDays: number;
  retentionUnconfirmedDays: number;
  retentionEventsDays: number;
  retentionDraftsDays: number;
  /** Whether this process serves the desk. */
  desk: 'on' | 'off';
  sessionIdleHours: number;
  sessionDays: number;
  sendHoldMinutes: number;
  approval: 'required' | 'none';
  /** Who may approve; unset: as many as belong to the desk say. */
  approvalBy?: 'other' | 'anyone' | undefined;
  /** Opens `/metrics`; unset: there is no such page. */
  metricsToken?: string | undefined;
};

/** What the composition root gives to the web. */
export type WebDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  queue: JobQueue;
  /** First signs, all verify. */
  keys: SecretKeys;
  /** For the table of limits: the same in every process, whichever key signs. */
  limitKey: Buffer;
  /** What other rooms do for a reader. */
  elsewhere: Elsewhere;
  /** Has every worker give back what it holds of an edition, and begin anew from what stands of it. */
  interruptSending(tx: Db, edition: EditionNumber): Promise<void>;
  config: WebConfig;
  /** How the bulletin looks; absent = as `standardTheme` has it. */
  theme?: Theme;
  /** BCP 47, of the pages’ own words; absent = the first of `languages`. */
  language?: string;
  /** Puts what a request has changed into the journal, before it is answered. Never throws. */
  afterChange?(): Promise<unknown>;
  /** Absent: this installation takes no events, and `/hooks/ses` is not found. */
  sns?: SnsPort;
  /** Absent: this web has no pages of flows. */
  flows?: FlowsPort;
  /** What `/metrics` says, and who hears of each answer; absent: nobody. */
  metrics?: {
    page(): Promise<{ body: string; contentType: string }>;
    requestEnded(method: string, status: number, seconds: number): void;
  };
  /** Absent: this web has no pages of the calendar. */
  calendar?: CalendarDesk;
  /** For the desk's page of settings; absent: it shows none. */
  options?: ShownOptions;
  /** Its page is the draft; only for a web that nobody but us can reach. */
  draft?: EditionNumber;
};

/** One address of the site: its method, and its path with `:names` where something stands. */
export type SiteAddress = { method: string; path: string };

/** Answers requests; serve it with `webServer`. */
export type Web = Pick<Hono, 'fetch'> & { addresses: readonly SiteAddress[] };
