import { addressKey, DAY_MS, type EmailAddress, type SubscriberId, told } from '../src/core/index.ts';
import { evenly } from './evenly.ts';
import { writeLedger } from './ledger.store.ts';
import { manageTokens } from './links.ts';
import { transact } from './post.ts';
import { activeOnly } from './preferences.ts';
import type { How, ReaderDeps } from './reader.ts';
import { lockByKey, lockMailbox, lockSubscriber, updateSubscriber } from './store.ts';
import { decideSignUp } from './subscribe.ts';
import { findSuppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';
import { signToken } from './tokens.ts';

const CHANGE_WITHIN_MS = 7 * DAY_MS;

/**
 * Asks the new mailbox to confirm. Says nothing about whether it gets the bulletin already: only that mailbox is told.
 * @throws Fault `conflict` when the reader is not active; `invalid` when the address is the one they have.
 */
export const askAddressChange = (
  deps: ReaderDeps,
  id: SubscriberId,
  wish: { email: EmailAddress; how: How },
): Promise<void> => evenly(() => writeAddressWish(deps, id, wish));

async function writeAddressWish(
  deps: ReaderDeps,
  id: SubscriberId,
  wish: { email: EmailAddress; how: How },
): Promise<void> {
  const at = deps.clock.now();
  const key = addressKey(wish.email);
  await transact(deps, async (db, post) => {
    await lockMailbox(db, key);
    const row = activeOnly(await lockSubscriber(db, id));
    if (row.email_key === key) throw told('invalid', 'readerRefused.sameAddress');
    const other = await lockByKey(db, key);
    const suppression = await findSuppression(db, addressHashes(deps.keys, wish.email));
    await writeLedger(db, { id, at, how: wish.how }, [{ event: 'address change asked' }]);
    const full = await post.isFull(wish.email);
    // Written whatever the answer, or the preferences page would tell who reads; but a link that waits is not replaced
    // when no new one can be mailed.
    const version = row.new_email_version + (full && row.new_email === wish.email ? 0 : 1);
    await updateSubscriber(db, id, { new_email: wish.email, new_email_version: version, updated_at: at });
    const answer = decideSignUp(other, suppression);
    if (answer === 'tell' && other) {
      const params = manageTokens(deps.keys, other);
      return post.send({ address: wish.email, id: other.id }, { kind: 'already-subscribed', params });
    }
    if (answer === 'withhold') return post.withhold('address-change-confirm', id, 'suppressed');
    const expiresAt = new Date(at.getTime() + CHANGE_WITHIN_MS);
    const token = signToken(deps.keys, 'address-change', { id, version, expiresAt });
    const params = { token, expiresAt: expiresAt.toISOString() };
    await post.send({ address: wish.email, id }, { kind: 'address-change-confirm', params });
  });
}
