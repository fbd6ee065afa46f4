import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { SubscriberId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

/** A `JOURNAL_DIR` that processes write to. */
export type JournalPlaceTable = {
  place: string;
  host: string;
  folder: string;
  alive_at: Stamp;
};

/** `open`: a process writes it, or died. `ended`: never written again. `lost`: a person went on without it. */
export type JournalState = 'open' | 'closed' | 'ended' | 'lost';

/** A file outside the database. */
export type JournalTable = {
  id: string;
  place: string;
  state: JournalState;
  /** Octets that were certainly on disk. */
  confirmed: number;
  /** Octets that it may have by now. */
  promised: number;
  opened_at: Stamp;
};

/** What a transaction did that a journal must say; gone once it does. */
export type JournalEntryTable = {
  id: Generated<number>;
  kind: 'left' | 'back' | 'moved' | 'suppressed' | 'lifted' | 'slot' | 'settled';
  subscriber_id: SubscriberId | null;
  mailbox: string | null;
  detail: ColumnType<unknown, string | null, string | null>;
  at: Generated<Date>;
  taken_at: ColumnType<Date | null, Date | undefined, Date>;
};

/** All sending is held while one of them is not released. */
export type RestoreHoldTable = {
  id: Generated<number>;
  since: Stamp;
  findings: ColumnType<unknown, string, string>;
  released_at: ColumnType<Date | null, undefined, Date>;
  released_by: ColumnType<Actor | null, undefined, string>;
  replayed: ColumnType<unknown, undefined, string>;
};

/** A mail that went out in the time that a restored database does not know. */
export type RecalledMailTable = {
  edition_number: number;
  mailbox: string;
  state: 'accepted' | 'rejected' | 'unknown' | 'unsent';
  message_id: string | null;
  through: string | null;
  at: Stamp;
};
