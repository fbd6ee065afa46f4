import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { EditionNumber, SectionId, SubscriberId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

type NullableStamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

export type SubscriberState = 'pending' | 'active' | 'unsubscribed' | 'suppressed' | 'erased';

export type SubscriberTable = {
  id: Generated<SubscriberId>;
  /** As the reader typed it; null once erased or past retention. */
  email: string | null;
  /** Lower-cased `email`; unique. */
  email_key: string | null;
  name: string | null;
  organisation: string | null;
  state: SubscriberState;
  all_sections: boolean;
  sections: SectionId[];
  format: Generated<'html' | 'text'>;
  /** The name of a catalogue; null = never chosen: the publication's own. */
  language: ColumnType<string | null, string | null | undefined, string | null>;
  paused_until: Stamp | null;
  /** Why the state is what it is: `left`, `hard bounce`, `complaint`, `imported`, `desk`… */
  state_reason: string | null;
  /** Editions in a row that came back with a soft bounce; the last of them in `soft_bounce_edition`. */
  soft_bounces: Generated<number>;
  soft_bounce_edition: ColumnType<
    EditionNumber | null,
    EditionNumber | null | undefined,
    EditionNumber | null
  >;
  /** Raised by each sign-up and by its confirmation: only the newest confirm link works, once. */
  confirm_version: Generated<number>;
  /** Raised by a change of address: older preference and feed links stop working, unsubscribe links never do. */
  link_version: Generated<number>;
  /** Asked for, not yet confirmed from the new mailbox. */
  new_email: ColumnType<string | null, string | null | undefined, string | null>;
  new_email_version: Generated<number>;
  /** When the reader last chose for themself; an import with an older consent leaves that choice alone. */
  chosen_at: NullableStamp;
  /** When and how the reader agreed to be sent the bulletin. */
  consent_at: NullableStamp;
  consent_source: ColumnType<string | null, string | null | undefined, string | null>;
  created_at: Stamp;
  updated_at: Stamp;
  left_at: Stamp | null;
};

/** Append-only: who, what, when, how, and the wording that the reader saw; a trigger refuses UPDATE and DELETE. */
export type ConsentTable = {
  id: Generated<number>;
  subscriber_id: SubscriberId;
  at: Stamp;
  event: string;
  reason: string | null;
  source: string;
  wording: string | null;
  /** The name of the catalogue in whose words; null = none was seen, or English, of before there were others. */
  language: ColumnType<string | null, string | null | undefined, never>;
  detail: ColumnType<Record<string, unknown>, string | undefined, never>;
};

/** Survives erasure: a keyed hash of the address, never the address. */
export type SuppressionTable = {
  email_hash: string;
  reason: string;
  at: Stamp;
};

/** Why somebody lifted a suppression, in their own words; erased with the reader. */
export type SuppressionLiftTable = {
  id: Generated<number>;
  subscriber_id: SubscriberId | null;
  /** Keyed hash. */
  mailbox: string;
  at: Stamp;
  was: string;
  reason: string;
  reactivated: boolean;
};

/** A list of readers that the desk brings in; with all that belongs to it, removed a day after the last that happened to it. */
export type ReaderImportTable = {
  id: Generated<number>;
  state: 'uploaded' | 'trying' | 'tried' | 'importing' | 'done' | 'failed';
  file_name: string;
  octets: number;
  /** How its columns are read. */
  telling: ColumnType<Record<string, unknown>, string | undefined, string>;
  report: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  rows_done: Generated<number>;
  /** Why it could not be read. */
  error: ColumnType<string | null, string | null | undefined, string | null>;
  /** Who pressed the button last. */
  actor: ColumnType<Actor, string, string>;
  created_at: Stamp;
  changed_at: Stamp;
  /** Until when a worker has it. */
  leased_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

export type ReaderImportPartTable = {
  import_id: number;
  kind: 'file' | 'refused';
  number: number;
  octets: Buffer;
};

export type ReaderImportRowTable = {
  import_id: number;
  line: number;
  /** As a key: lower case. */
  address: string | null;
  outcome: string;
  reason: string | null;
};
