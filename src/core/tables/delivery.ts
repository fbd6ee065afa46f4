import type { ColumnType, Generated } from 'kysely';
import type { DeliveryId, EditionNumber, SubscriberId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

/** As it is stored. A planned delivery that a worker holds is `claimed` in reports: see `LeaseTable`. */
export type DeliveryState =
  | 'planned'
  | 'calling'
  | 'accepted'
  | 'rejected'
  | 'unknown'
  | 'skipped'
  | 'delivered'
  | 'bounced'
  | 'complained';

export type DeliveryTable = {
  id: Generated<DeliveryId>;
  edition_number: EditionNumber;
  subscriber_id: SubscriberId;
  state: DeliveryState;
  /** Why it was skipped, rejected or left unknown. */
  reason: string | null;
  /** Names the worker's lease that holds a `calling` or `unknown` row. */
  lease_id: string | null;
  message_id: string | null;
  tries: Generated<number>;
  /** With `--ramp`, 1 goes first and 2 waits for its bounces. */
  wave: Generated<number>;
  /** When SES first had it. */
  sent_at: Generated<Stamp | null>;
  /** Through what it was last called; null = not yet, or by a version that did not write it down. */
  through: Generated<Through | null>;
  updated_at: Stamp;
};

/** Amazon SES itself, another endpoint (`SENDING=live` with `SES_ENDPOINT`), or a simulator of it. */
export type Through = 'live' | 'endpoint' | 'simulator';

/** Raw events from Amazon SES through SNS, stored before they are answered. */
export type SesEventTable = {
  id: Generated<number>;
  /** SNS MessageId: the key against repeats. */
  sns_message_id: string;
  event_type: string;
  received_at: Stamp;
  payload: ColumnType<unknown, string, string>;
  applied_at: Stamp | null;
};

/** Transactional mail: confirm, welcome, preferences link, approval reminder. */
export type NoticeTable = {
  id: Generated<number>;
  kind: string;
  to_address: string | null;
  subscriber_id: SubscriberId | null;
  params: ColumnType<Record<string, unknown>, string, string>;
  state: 'queued' | 'calling' | 'accepted' | 'rejected' | 'unknown';
  reason: string | null;
  message_id: string | null;
  tries: Generated<number>;
  created_at: Stamp;
  updated_at: Stamp;
  /** Not to be sent before; null = at once. */
  due_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** A place in the line of confirm mails; kept for an hour. */
export type NoticeTurnTable = { id: Generated<number>; due_at: Stamp };
