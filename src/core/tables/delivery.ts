import type { ColumnType, Generated } from 'kysely';
import type { DeliveryId, EditionNumber, SectionId, SubscriberId } from '../ids.ts';
import type { ReasonParams } from './reason-params.ts';
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
  /** Why it was skipped, rejected or left unknown, in words for the version before. */
  reason: string | null;
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  /** Names the worker's lease that holds a `calling` or `unknown` row. */
  lease_id: string | null;
  message_id: string | null;
  /** Keyed hash of the mailbox that it was last mailed to; null = not yet, by an earlier version, or erased. */
  mailbox: Generated<string | null>;
  tries: Generated<number>;
  /** With `--ramp`, 1 goes first and 2 waits for its bounces. */
  wave: Generated<number>;
  /** What the mail was cut to: the reader's section ids at its call, empty = all; null = it went before this was kept. */
  choice: Generated<SectionId[] | null>;
  /** As it was stored of the reader when the mail was made; null = the publication's own, or it was not made yet. */
  language: Generated<string | null>;
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
  /** Keyed hashes of the mailbox that it names, one for each key; emptied once it is applied. */
  mailboxes: Generated<string[] | null>;
  /** Of one without our tags: readers who have, or had, the mailbox that it names; null = not looked for. */
  subscribers: Generated<SubscriberId[] | null>;
  /** When it is looked at, again if its mail is not known yet; `-infinity` = at once. */
  due_at: Generated<Stamp>;
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
  reason_code: Generated<string | null>;
  reason_params: ReasonParams;
  message_id: string | null;
  /** The gravest that SES has reported of it. */
  reported: Generated<string | null>;
  tries: Generated<number>;
  /** Of a mail that tells of a change of an article. */
  telling_id: Generated<number | null>;
  created_at: Stamp;
  updated_at: Stamp;
  /** Not to be sent before; null = at once. */
  due_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};

/** A place in the line of confirm mails; kept for an hour. */
export type NoticeTurnTable = { id: Generated<number>; due_at: Stamp };

/** A change of an article that those who got it by mail are told about. */
export type TellingContent = {
  /** Of the bulletin, and what is printed on the edition. */
  title: string;
  cover: string;
  /** As it was sent. */
  headline: string;
  /** Of the article's page, from `/`. */
  path: string;
  /** What was wrong, or what stands in its place. */
  note: string;
  /** BCP 47, of headline and note, where somebody has said it. */
  language?: string;
  takenDown: boolean;
};

/** One such change and its approval; each reader is told by a notice of their own. */
export type TellingTable = {
  id: Generated<number>;
  edition_number: EditionNumber;
  /** The slug that the article has in the snapshot. */
  article: string;
  /** Which change: `correction 12`, `takedown 3`. Each is told once. */
  about: string;
  content: ColumnType<TellingContent, string, never>;
  /** SHA-256 of the canonical JSON of what is said: what is approved. */
  hash: string;
  state: 'waiting' | 'approved' | 'sent' | 'dropped';
  asked_by: string;
  asked_at: Stamp;
  approved_by: string | null;
  approved_at: Stamp | null;
  finished_at: Stamp | null;
};
