import type { Db, SubscriberId } from '../src/core/index.ts';
import type { How } from './reader.ts';

/** What can happen between a reader and us. */
export type LedgerEvent =
  | 'asked'
  | 'asked again'
  | 'confirmed'
  | 'imported'
  | 'sections changed'
  | 'section renamed'
  | 'details changed'
  | 'format changed'
  | 'language changed'
  | 'paused'
  | 'resumed'
  | 'address change asked'
  | 'address changed'
  | 'address given up'
  | 'link asked'
  | 'left'
  | 'said why'
  | 'came back'
  | 'soft bounce'
  | 'suppressed'
  | 'suppression lifted'
  | 'copy given'
  | 'erased'
  | 'address removed';

/**
 * One line of a reader's ledger. The ledger is append-only and outlives erasure, so `detail` holds slugs, dates, counts
 * and words from our own lists: never an address, a name or free text that a person typed.
 */
export type LedgerEntry = {
  readonly event: LedgerEvent;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

export type LedgerLine = {
  readonly at: Date;
  readonly event: string;
  readonly reason: string | null;
  readonly source: string;
  readonly wording: string | null;
  readonly language: string | null;
  readonly detail: Record<string, unknown>;
};

export async function writeLedger(
  db: Db,
  on: { id: SubscriberId; at: Date; how: How },
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('consents')
    .values(
      entries.map((entry) => ({
        subscriber_id: on.id,
        at: on.at,
        event: entry.event,
        reason: entry.reason ?? null,
        source: on.how.source,
        wording: on.how.wording,
        language: on.how.wording === null ? null : (on.how.language ?? null),
        detail: JSON.stringify(entry.detail ?? {}),
      })),
    )
    .execute();
}

/** Oldest first. */
export async function readLedger(db: Db, id: SubscriberId): Promise<LedgerLine[]> {
  return db
    .selectFrom('consents')
    .select(['at', 'event', 'reason', 'source', 'wording', 'language', 'detail'])
    .where('subscriber_id', '=', id)
    .orderBy('id')
    .execute();
}
