import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { EditionNumber } from '../ids.ts';
import type { Stamp } from './stamp.ts';

/** What people have changed of the calendar that the cadence makes; a date that nobody touched has no row. */
export type CalendarEntryTable = {
  id: Generated<number>;
  /** What it is known by, for ever: the send date that the cadence gave, or the first of a special edition. */
  slot: Stamp;
  kind: 'cadence' | 'special';
  /** When it is to be sent now. */
  send_at: Stamp;
  skipped: Generated<boolean>;
  reason: Generated<string>;
  /** How often it was changed (RFC 5545, 3.8.7.4). */
  sequence: Generated<number>;
  changed_at: Stamp;
  changed_by: ColumnType<Actor, string, string>;
};

export type BankHolidayTable = {
  division: 'england-and-wales' | 'scotland' | 'northern-ireland';
  /** `YYYY-MM-DD` */
  day: string;
  name: string;
};

/** A secret address of the calendar. */
export type CalendarAddressTable = {
  id: Generated<number>;
  token_hash: string;
  made_at: Stamp;
  made_by: ColumnType<Actor, string, string>;
  revoked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** That contributors or approvers were told of a date; a slot's, or an edition's. */
export type CalendarTellingTable = {
  id: Generated<number>;
  kind: 'call' | 'two-weeks' | 'three-days' | 'please-approve';
  slot: Date | null;
  edition_number: EditionNumber | null;
  /** The copy deadline or send date that they were told. */
  of_date: Stamp;
  people: number;
  at: Stamp;
};
