import type { ColumnType, Generated } from 'kysely';
import type { DeliveryId, EditionNumber, RunId, SubscriberId } from '../ids.ts';
import type { DeliveryState, Through } from './delivery.ts';
import type { ReasonParams } from './reason-params.ts';
import type { Stamp } from './stamp.ts';

/** A worker's right to the deliveries that it has claimed; time by the database's own clock. */
export type LeaseTable = {
  id: string;
  edition_number: EditionNumber;
  expires_at: Stamp;
  /** The range of subscribers whose planned deliveries it has claimed; null = none. */
  claimed_from: Generated<SubscriberId | null>;
  claimed_to: Generated<SubscriberId | null>;
};

/** One edition's plan: how many deliveries it has, and how far it may go at present. */
export type PlanTable = {
  edition_number: EditionNumber;
  /** Rows in `deliveries`, skipped ones included: what the report must add up to. */
  planned: number;
  /** Share that goes first; null = all at once. */
  ramp: Generated<number | null>;
  /** Only deliveries of this ramp stage and earlier ones may be claimed. */
  wave: Generated<number>;
  waves: Generated<number>;
  /** When the next stage opens by itself; null until this one is out. */
  wave_opens_at: Stamp | null;
  /** When a hold ends by itself; null = a person must end it. */
  held_until: Stamp | null;
  /** A cancelled run left readers without the edition, or someone asked for those who joined since: plan again. */
  stale: Generated<boolean>;
  /** No delivery below this subscriber is planned or being called, but those in `unsettled`; null = none at all. */
  open_from: Generated<SubscriberId | null>;
  /** Deliveries that were last touched before are numbers now, and it is never planned again; null = it has them all. */
  folded_before: ColumnType<Date | null, Date | undefined, Date>;
  /** None of its deliveries that could be folded is older; null = than the plan. */
  oldest_delivery: ColumnType<Date | null, Date | undefined, Date>;
  created_at: Stamp;
};

/** How many deliveries of a kind are no longer rows of their own. */
export type DeliveryTotalTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  state: DeliveryState;
  reason_code: string | null;
  reason_params: ReasonParams;
  through: Through | 'unrecorded' | null;
  mails: number;
};

/** A delivery that became unknown, or planned again after it was settled; kept by triggers, emptied by the sweep. */
export type UnsettledTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  subscriber_id: SubscriberId;
  delivery_id: DeliveryId;
  /** When the call was marked of which nobody knows what became; null = not known. */
  called_at: Stamp | null;
  /** When its evidence is looked at next. */
  look_at: Generated<Stamp>;
  /** Why the evidence does not settle it, or not yet. */
  held: string | null;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  /** An event without our tags was about its mailbox. */
  disputed: Generated<boolean>;
};

/** A call that SES did not take, as the events of others say. */
export type ConclusionTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  delivery_id: DeliveryId;
  called_at: Stamp;
  concluded_at: Stamp;
  neighbours: number;
  with_send: number;
  window_minutes: number;
};

/** Seconds since 1970 by the database's clock, so that every process reads one clock. */
type Seconds = ColumnType<number, number, number>;

/** The one rate of the SES account, shared by every process; UNLOGGED, as it is worth nothing after a crash. */
export type PaceTable = {
  account: string;
  /** Up to when processes of an older version have taken slots, or must take none: see `line_at`. */
  next_at: Seconds;
  /** Slots of an older version's last reservation and the seconds between them. */
  granted: Generated<number>;
  gap: Generated<number>;
  /** Share of the quota in use: falls when SES says "slow down", climbs again. */
  factor: number;
  factor_at: Seconds;
  quota_per_second: number;
  quota_per_day: number | null;
  sent_today: number;
  asked_at: Seconds;
  answered_at: Seconds;
  /** Since when Amazon SES cannot be reached; null = it can. */
  away_since: Seconds | null;
  /** A try of later has failed too: one refused connection is no outage. */
  away_sure: Generated<boolean>;
  away_tries: Generated<number>;
  away_reason: string | null;
  /** While it is away: when the next call may try, and how long after that the one after. */
  try_at: Seconds;
  try_gap: Seconds;
  /** Nobody's permit may be used before. */
  rest_until: Generated<number>;
  /** What a process of this version last wrote into `next_at`. */
  line_at: Generated<number>;
};

/** A process that holds permits of the account's rate. */
export type PaceHolderTable = {
  id: string;
  permits: number;
  /** It sends an edition. */
  edition: boolean;
  /** Single mails that wait in it. */
  singles: number;
  /** Nothing that it held counts any more; until then it does, even when the process is gone. */
  free_at: Seconds;
  /** When it holds nothing any more, unless it says so again. */
  ends_at: Seconds;
};

/** A time in which Amazon SES could not be reached, and that is over. */
export type OutageTable = {
  id: Generated<number>;
  since: Stamp;
  ended_at: Stamp;
  /** Calls that failed. */
  tries: number;
  reason: string;
};

/** What stops or delays sending at present, as the process that meets it says. */
export type HindranceTable = {
  /** 0 = all of them. */
  edition_number: number;
  kind: string;
  /** In words for the version before. */
  reason: string;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  since: Stamp;
  /** It is over when this is not renewed. */
  seen_at: Stamp;
};

/** The keys that have signed the links of an edition's mails, by the ids that stand in those links. */
export type SignedWithTable = { edition_number: EditionNumber; key_id: string; since: Generated<Stamp> };

/** Under which sender, by hash, and with which key the mails of a run began. */
export type BegunSendingTable = {
  run_id: RunId;
  sender: string;
  key_id: string;
};
