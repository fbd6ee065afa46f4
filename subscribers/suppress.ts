import {
  addressKey,
  type Db,
  type EditionNumber,
  type EmailAddress,
  fault,
  type SubscriberId,
} from '../src/core/index.ts';
import { existing } from './leave.ts';
import { writeLedger } from './ledger.store.ts';
import type { How, ReaderDeps } from './reader.ts';
import { lastSentBefore } from './soft-bounce.store.ts';
import {
  lockMailbox,
  lockSubscriber,
  type SubscriberRow,
  subscriberByKey,
  updateSubscriber,
} from './store.ts';
import { findSuppression, removeSuppression, writeSuppressions } from './suppression.store.ts';
import { addressHashes, isOwnWill, type SuppressionReason } from './suppression.ts';

/** Reasons that are not the reader's own will. */
export type SuppressCause = Exclude<SuppressionReason, 'left' | 'erased'>;
export type SuppressDeps = Pick<ReaderDeps, 'db' | 'clock' | 'keys'>;

const SOFT_BOUNCES_IN_A_ROW = 3;
const BY_AMAZON: How = { source: 'amazon ses', wording: null };

/**
 * Amazon told us: no mail goes to this subscriber any more, whatever they sign up to, until somebody lifts it. Idempotent; the first
 * cause stands. An erased subscriber stays erased.
 * @throws Fault `not-found` for an id that never was.
 */
export async function suppress(
  deps: SuppressDeps,
  id: SubscriberId,
  cause: Exclude<SuppressCause, 'desk'>,
): Promise<void> {
  await deps.db.transaction().execute(async (db) => {
    const row = existing(await lockSubscriber(db, id));
    await writeSuppressed(db, row, { ...deps, at: deps.clock.now(), cause, how: BY_AMAZON });
  });
}

async function writeSuppressed(
  db: Db,
  row: SubscriberRow,
  on: { cause: SuppressCause; at: Date; how: How } & Pick<ReaderDeps, 'keys'>,
): Promise<void> {
  if (row.state === 'suppressed' || row.state === 'erased') return;
  const [hash] = row.email ? addressHashes(on.keys, row.email as EmailAddress) : [];
  if (hash) await writeSuppressions(db, [{ hash, reason: on.cause }], on.at);
  const entry = { event: 'suppressed', reason: on.cause, detail: { was: row.state } } as const;
  await writeLedger(db, { id: row.id, at: on.at, how: on.how }, [entry]);
  await updateSubscriber(db, row.id, {
    state: 'suppressed',
    state_reason: on.cause,
    left_at: row.left_at ?? on.at,
    paused_until: null,
    new_email: null,
    updated_at: on.at,
  });
}

/** Stops an address by hand, also one that has never subscribed. Returns whether it was a subscriber's. */
export async function suppressAddress(deps: SuppressDeps, email: EmailAddress, how: How): Promise<boolean> {
  const at = deps.clock.now();
  return deps.db.transaction().execute(async (db) => {
    await lockMailbox(db, addressKey(email));
    const row = await subscriberByKey(db, addressKey(email));
    if (row)
      await writeSuppressed(db, existing(await lockSubscriber(db, row.id)), {
        ...deps,
        cause: 'desk',
        at,
        how,
      });
    const [hash] = addressHashes(deps.keys, email);
    if (hash) await writeSuppressions(db, [{ hash, reason: 'desk' }], at);
    return row !== undefined;
  });
}

/**
 * Lifts a suppression: the mailbox works again, or it was stopped by mistake. Subscribes nobody; from now on the reader
 * can sign up again. Their own leaving or erasure is not lifted.
 * @throws Fault `not-found` when the address is not suppressed.
 */
export async function liftSuppression(deps: SuppressDeps, email: EmailAddress, how: How): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const hashes = addressHashes(deps.keys, email);
    const listed = await findSuppression(db, hashes);
    const row = await subscriberByKey(db, addressKey(email));
    const holds = listed && !isOwnWill(listed.reason);
    if (!holds && row?.state !== 'suppressed') throw fault('not-found', 'This address is not suppressed.');
    if (holds) await removeSuppression(db, hashes);
    if (row?.state !== 'suppressed') return;
    await lockSubscriber(db, row.id);
    await writeLedger(db, { id: row.id, at, how }, [{ event: 'suppression lifted' }]);
    const lifted = { soft_bounces: 0, soft_bounce_edition: null, updated_at: at };
    await updateSubscriber(db, row.id, {
      state: 'unsubscribed',
      state_reason: 'suppression lifted',
      ...lifted,
    });
  });
}

/**
 * Pure: how many editions in a row have bounced softly, this one included. Another bounce of an edition that is counted
 * already adds nothing, and an edition that arrived in between starts again.
 */
export function softBouncesInARow(
  row: Pick<SubscriberRow, 'soft_bounces' | 'soft_bounce_edition'>,
  edition: EditionNumber,
  previous: EditionNumber | null,
): number {
  const last = row.soft_bounce_edition;
  if (last !== null && edition <= last) return row.soft_bounces;
  return last !== null && last === previous ? row.soft_bounces + 1 : 1;
}

/**
 * A transient bounce of an edition: never a reason by itself, but three editions in a row are.
 * @throws Fault `not-found` for an id that never was.
 */
export async function noteSoftBounce(
  deps: SuppressDeps,
  id: SubscriberId,
  edition: EditionNumber,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state !== 'active' || (row.soft_bounce_edition ?? 0) >= edition) return;
    const count = softBouncesInARow(row, edition, await lastSentBefore(db, id, edition));
    const detail = { edition, inARow: count };
    await writeLedger(db, { id, at, how: BY_AMAZON }, [{ event: 'soft bounce', detail }]);
    const noted = await updateSubscriber(db, id, { soft_bounces: count, soft_bounce_edition: edition });
    if (count < SOFT_BOUNCES_IN_A_ROW) return;
    await writeSuppressed(db, noted, { ...deps, cause: 'soft bounces', at, how: BY_AMAZON });
  });
}
