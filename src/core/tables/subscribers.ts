import type { ColumnType, Generated } from 'kysely';
import type { SectionId, SubscriberId } from '../ids.ts';
import type { Stamp } from './stamp.ts';

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
  paused_until: Stamp | null;
  /** Why the state is what it is: `left`, `hard bounce`, `complaint`, `imported`, `desk`… */
  state_reason: string | null;
  soft_bounces: Generated<number>;
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
  detail: ColumnType<Record<string, unknown>, string | undefined, never>;
};

/** Survives erasure: a keyed hash of the address, never the address. */
export type SuppressionTable = {
  email_hash: string;
  reason: string;
  at: Stamp;
};
