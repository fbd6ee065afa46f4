import { addressKey, type EmailAddress, type SubscriberId } from '../src/core/index.ts';
import { scrubTraces } from './forget.store.ts';
import { forget } from './forget.ts';
import { existing } from './leave.ts';
import type { How } from './reader.ts';
import { lockMailbox, lockSubscriber, subscriberByKey } from './store.ts';
import type { SuppressDeps } from './suppress.ts';
import { writeSuppressions } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';

/**
 * Erases a reader before it returns (UK GDPR Article 17): address and name are gone from every table, and the keyed hash
 * keeps imports from bringing them back. A mail that is with Amazon at this moment may still arrive. Idempotent.
 * @throws Fault `not-found` for an id that never was.
 */
export async function erase(deps: SuppressDeps, id: SubscriberId, how: How): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state === 'erased') return;
    await forget(db, [row], { cause: 'asked', at, how, keys: deps.keys });
  });
}

/**
 * As `erase`, by address; also for one that has no subscriber any more. Returns whether there was one.
 */
export async function eraseAddress(deps: SuppressDeps, email: EmailAddress, how: How): Promise<boolean> {
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
    await scrubTraces(db, { ids: [], addresses: [email], mailboxes });
  });
  return false;
}
