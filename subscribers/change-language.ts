import { record } from '../src/acts/index.ts';
import type { SubscriberId } from '../src/core/index.ts';
import type { LanguageName } from '../src/words/written.ts';
import { writeLedger } from './ledger.store.ts';
import { transact } from './post.ts';
import { activeOnly, decideLanguage } from './preferences.ts';
import type { HowBy, ReaderDeps } from './reader.ts';
import { lockSubscriber, updateSubscriber } from './store.ts';

/**
 * Somebody of the desk has an active reader written to in another language, at the reader's wish. The same again writes nothing.
 * @throws Fault `conflict` for who is not active
 */
export async function changeLanguageFor(
  deps: ReaderDeps,
  id: SubscriberId,
  { language, how }: { language: LanguageName; how: HowBy },
): Promise<void> {
  await transact(deps, async (db) => {
    const change = decideLanguage(activeOnly(await lockSubscriber(db, id)), { language });
    if (!change) return;
    const at = deps.clock.now();
    await updateSubscriber(db, id, { ...change.set, updated_at: at });
    await writeLedger(db, { id, at, how }, change.entries);
    await record(db, { act: 'reader.language-changed', by: how.by, subject: id, params: { language } }, at);
  });
}
