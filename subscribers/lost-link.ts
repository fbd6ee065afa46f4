import { addressKey, type EmailAddress } from '../src/core/index.ts';
import { evenly } from './evenly.ts';
import { writeLedger } from './ledger.store.ts';
import { manageTokens } from './links.ts';
import { transact } from './post.ts';
import type { How, ReaderDeps } from './reader.ts';
import { lockByKey, lockMailbox } from './store.ts';

/**
 * Mails an active reader a new link to their preferences. Resolves alike, after the same time, for an address that we
 * do not hold: the page must not say who reads the bulletin.
 */
export const sendPreferencesLink = (deps: ReaderDeps, email: EmailAddress, how: How): Promise<void> =>
  evenly(() => answerLostLink(deps, email, how));

async function answerLostLink(deps: ReaderDeps, email: EmailAddress, how: How): Promise<void> {
  const key = addressKey(email);
  await transact(deps, async (db, post) => {
    await lockMailbox(db, key);
    const row = await lockByKey(db, key);
    if (row) await writeLedger(db, { id: row.id, at: deps.clock.now(), how }, [{ event: 'link asked' }]);
    if (row?.state !== 'active' || !row.email) {
      return post.withhold('preferences-link', row?.id ?? null, 'not an active subscriber');
    }
    const to = { address: row.email as EmailAddress, id: row.id };
    await post.send(to, { kind: 'preferences-link', params: manageTokens(deps.keys, row) });
  });
}
