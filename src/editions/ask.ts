import { type ActDeps, act, record } from '../acts/index.ts';
import type { Actor, ContentHash, Db, EditionNumber } from '../core/index.ts';
import { insertRequest, lastApprovedAt, lastRequest } from './ask.store.ts';
import { changesBetween } from './changes.ts';
import { contentKey, draftSnapshot } from './draft.ts';
import type { FrozenSnapshot } from './snapshot.ts';
import { lockEdition } from './store.ts';

type Asking = {
  by: Actor;
  /** The compiled mail of the draft. */
  mail: ContentHash;
  /** Tells the approvers, in the same transaction, what has changed since they were asked: a sentence each. */
  tellChanged(tx: Db, changes: string[]): Promise<void>;
};

/**
 * Writes down what is put before the approvers of an edition. When it is not what was put before them, and nobody has approved that, they
 * are told. The same again changes nothing.
 */
export function putBeforeApprovers(
  deps: ActDeps,
  draft: FrozenSnapshot,
  { by, mail, tellChanged }: Asking,
): Promise<void> {
  const { number } = draft.snapshot;
  const key = contentKey(draft.snapshot);
  return act(deps, async (tx, at) => {
    await lockEdition(tx, number);
    const last = await lastRequest(tx, number);
    if (last?.key === key && last.mail === mail) return;
    await insertRequest(tx, { edition: number, key, mail, snapshot: draft.snapshot, at });
    await record(tx, { act: 'edition.put-before', by, subject: number, params: { content: key, mail } }, at);
    const approved = await lastApprovedAt(tx, number);
    if (last && !(approved && approved >= last.at))
      await tellChanged(tx, changesBetween(last.snapshot, draft.snapshot));
  });
}

/** Whether an edition that is not approved is no more what was put before its approvers. False where nothing was. */
export async function differsFromRequest(
  deps: Parameters<typeof draftSnapshot>[0],
  number: EditionNumber,
): Promise<boolean> {
  const last = await lastRequest(deps.db, number);
  return last !== undefined && last.key !== contentKey((await draftSnapshot(deps, number)).snapshot);
}
