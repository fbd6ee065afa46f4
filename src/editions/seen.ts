import { type Clock, type ContentHash, type Db, type EditionNumber, fault } from '../core/index.ts';
import { contentKey, draftSnapshot } from './draft.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The content of an edition as it is now, which must be what somebody looked at; `seen` left out: whatever it is.
 * @throws Fault `conflict` when it was changed since
 */
export async function requireSeen(
  deps: { db: Db; clock: Clock },
  edition: EditionNumber,
  seen: string | undefined,
): Promise<{ snapshot: Snapshot; content: ContentHash }> {
  const { snapshot } = await draftSnapshot(deps, edition);
  const content = contentKey(snapshot);
  if (seen === undefined || seen === content) return { snapshot, content };
  throw fault(
    'conflict',
    `Edition ${edition} was changed while you looked at it, so nothing was done. This is how it is now.`,
  );
}
