import type { ColumnType, Generated } from 'kysely';
import type { Actor } from '../actor.ts';
import type { EditionNumber } from '../ids.ts';
import type { Stamp } from './stamp.ts';

/** An edition has one: what its links answered before is of no use. */
export type LinkCheckTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  started_at: Stamp;
  actor: ColumnType<Actor, string, never>;
  finished_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** A process is at it until then, unless it says otherwise. */
  leased_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** `answered`: with `status`, at `final_url`. All else is why nobody answered. */
export type LinkOutcome =
  | 'answered'
  | 'inside'
  | 'unknown-host'
  | 'late'
  | 'certificate'
  | 'redirects'
  | 'unreachable';

export type LinkAnswerTable = {
  check_id: number;
  position: number;
  url: string;
  /** Null until it was asked for. */
  outcome: LinkOutcome | null;
  status: number | null;
  final_url: string | null;
  /** All redirects on the way said that they are for good. */
  moved: Generated<boolean>;
  asked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** A domain that has moved or was given up, with all below it. */
export type RetiredDomainTable = {
  domain: string;
  /** A host, perhaps with a path; null = nothing took its place. */
  successor: string | null;
  added_at: Stamp;
};
