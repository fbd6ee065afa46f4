import { record } from '../src/acts/index.ts';
import { addressKey, type EmailAddress, type SubscriberId } from '../src/core/index.ts';
import { removeLifts } from './forget.store.ts';
import { forget } from './forget.ts';
import { existing } from './leave.ts';
import { NOBODY } from './nobody.ts';
import type { HowBy, ReaderDeps } from './reader.ts';
import { discardImportsOf } from './reader-import.store.ts';
import { lockMailbox, lockSubscriber, subscriberByKey } from './store.ts';
import { writeSuppressions } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';

export type EraseDeps = Pick<ReaderDeps, 'db' | 'clock' | 'keys' | 'elsewhere'>;

/**
 * Erases a reader before it returns (UK GDPR Article 17): address and name are gone from every table, and the keyed hash
 * keeps imports from bringing them back. A mail that is with Amazon at this moment may still arrive. Idempotent.
 * @throws Fault `not-found` for an id that never was.
 */
export async function erase(deps: EraseDeps, id: SubscriberId, how: HowBy): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state === 'erased') return;
    await forget(db, [row], { cause: 'asked', at, how, ...deps });
    await record(db, { act: 'reader.erased', by: how.by, subject: id, params: {} }, at);
  });
}

/**
 * As `erase`, by address; also for one that has no subscriber any more. Returns whether there was one.
 */
export async function eraseAddress(deps: EraseDeps, email: EmailAddress, how: HowBy): Promise<boolean> {
  const row = await subscriberByKey(deps.db, addressKey(email));
  if (row) {
    await erase(deps, row.id, how);
    return true;
  }
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    await lockMailbox(db, addressKey(email));
    const mailboxes = addressHashes(deps.keys, email);
    const [hash] = mailboxes;
    if (hash) await writeSuppressions(db, [{ hash, reason: 'erased' }], at);
    const traces = { ids: [], addresses: [email], mailboxes };
    await removeLifts(db, traces);
    await discardImportsOf(db, [email]);
    await deps.elsewhere.forget(db, traces);
    await record(db, { act: 'reader.erased', by: how.by, subject: NOBODY, params: {} }, at);
  });
  return false;
}
