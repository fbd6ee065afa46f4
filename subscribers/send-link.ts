import { record } from '../src/acts/index.ts';
import { type EmailAddress, fault, type SubscriberId } from '../src/core/index.ts';
import { existing } from './leave.ts';
import { writeLedger } from './ledger.store.ts';
import { manageTokens } from './links.ts';
import { transact } from './post.ts';
import type { HowBy, ReaderDeps } from './reader.ts';
import { lockSubscriber } from './store.ts';

/**
 * Somebody of the desk has an active reader mailed the link to their preferences once more, at the reader's wish.
 * @throws Fault `not-found`; `conflict` for who is not active; `too-many` when the mailbox has had its share of the day.
 */
export async function sendLinkFor(deps: ReaderDeps, id: SubscriberId, how: HowBy): Promise<void> {
  await transact(deps, async (db, post) => {
    const row = existing(await lockSubscriber(db, id));
    if (row.state !== 'active' || row.email === null)
      throw fault('conflict', 'Only an active reader has preferences to change: ask them to sign up again.');
    const address = row.email as EmailAddress;
    if (await post.isFull(address, 'preferences-link'))
      throw fault(
        'too-many',
        'This mailbox was sent ten such links within a day: the newest works, so ask them to look for it.',
      );
    const at = deps.clock.now();
    await writeLedger(db, { id, at, how }, [{ event: 'link asked' }]);
    await post.send({ address, id }, { kind: 'preferences-link', params: manageTokens(deps.keys, row) });
    await record(db, { act: 'reader.link-sent', by: how.by, subject: id, params: {} }, at);
  });
}
