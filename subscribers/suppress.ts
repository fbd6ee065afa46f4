import { record } from '../src/acts/index.ts';
import { addressKey, type Db, type EmailAddress } from '../src/core/index.ts';
import { existing } from './leave.ts';
import { writeLedger } from './ledger.store.ts';
import { lockMailed, type MailedTo } from './mailed-to.ts';
import { NOBODY } from './nobody.ts';
import type { How, HowBy, ReaderDeps } from './reader.ts';
import {
  lockMailbox,
  lockSubscriber,
  type SubscriberRow,
  subscriberByKey,
  updateSubscriber,
} from './store.ts';
import { findSuppression, writeSuppressions } from './suppression.store.ts';
import { addressHashes, isOwnWill, type SuppressionReason } from './suppression.ts';

/** Reasons that are not the reader's own will. */
export type SuppressCause = Exclude<SuppressionReason, 'left' | 'erased'>;
export type SuppressDeps = Pick<ReaderDeps, 'db' | 'clock' | 'keys'>;

export const BY_AMAZON: How = { source: 'amazon ses', wording: null };

/**
 * Amazon told us about a mailbox: no mail goes to it any more, whatever it signs up to, until somebody lifts it; and so to
 * no reader whose mailbox it is now. Idempotent; the first cause stands. An erased subscriber stays erased.
 */
export async function suppress(
  deps: SuppressDeps,
  to: MailedTo,
  cause: Exclude<SuppressCause, 'desk'>,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const { holder, hash } = await lockMailed(db, deps.keys, to);
    if (holder) await writeSuppressed(db, holder, { ...deps, at, cause, how: BY_AMAZON });
    else if (hash) await listOnce(db, { hash, cause, at });
  });
}

async function listOnce(db: Db, { hash, cause, at }: { hash: string; cause: SuppressCause; at: Date }) {
  const listed = await findSuppression(db, [hash]);
  if (listed && !isOwnWill(listed.reason)) return;
  await writeSuppressions(db, [{ hash, reason: cause }], at);
}

/** Stops a locked reader and lists their mailbox. */
export async function writeSuppressed(
  db: Db,
  row: SubscriberRow,
  on: { cause: SuppressCause; at: Date; how: How } & Pick<ReaderDeps, 'keys'>,
): Promise<void> {
  if (row.state === 'suppressed' || row.state === 'erased') return;
  const [hash] = row.email ? addressHashes(on.keys, row.email as EmailAddress) : [];
  if (hash) await writeSuppressions(db, [{ hash, reason: on.cause }], on.at);
  // Versions that did not look whose mailbox it was said nothing here: see `doubtful.store.ts`.
  const looked = on.cause === 'desk' ? {} : { mailbox: 'their own' };
  const entry = { event: 'suppressed', reason: on.cause, detail: { was: row.state, ...looked } } as const;
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
export async function suppressAddress(deps: SuppressDeps, email: EmailAddress, how: HowBy): Promise<boolean> {
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
    const subject = row?.id ?? NOBODY;
    await record(db, { act: 'reader.suppressed', by: how.by, subject, params: {} }, at);
    return row !== undefined;
  });
}
