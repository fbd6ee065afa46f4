import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type Db, type EditionNumber, fault, signature } from '../core/index.ts';
import { buildSnapshot, freeze } from './draft.ts';
import { isFrozen, moveEdition } from './edition.ts';
import { imagesOf, withImages } from './images.ts';
import { requireEdition } from './require.ts';
import type { FrozenSnapshot, Snapshot } from './snapshot.ts';
import { type EditionRow, insertSnapshot, lockEdition, selectSnapshot, updateEdition } from './store.ts';

/**
 * Freezes the edition: from here on mail, pages and feeds come from the snapshot alone. Approving again returns the
 * same snapshot; of two people at once the first approves.
 * @throws Fault `not-found`; `conflict` when it is not assembled, is empty, or differs from what was approved.
 */
export function approveEdition(deps: ActDeps, number: EditionNumber, by: Actor): Promise<FrozenSnapshot> {
  return act(deps, async (trx, at) => {
    const edition = requireEdition(await lockEdition(trx, number), number);
    if (isFrozen(edition.state)) return approvedBefore(trx, edition);
    const state = moveEdition(edition, 'approve');
    const frozen = freeze(await buildSnapshot(trx, edition, { approvedAt: at }));
    if (frozen.snapshot.sections.length === 0) throw emptyEdition(number);
    await insertSnapshot(trx, frozen, at);
    await updateEdition(trx, number, { state, approved_by: approver(by), approved_at: at });
    await record(trx, { act: 'edition.approved', by, subject: number, params: { hash: frozen.hash } }, at);
    return frozen;
  });
}

const approver = (by: Actor) => `${signature(by)}${by.kind === 'flow' ? ' (APPROVAL=none)' : ''}`;

const emptyEdition = (number: EditionNumber) =>
  fault(
    'conflict',
    `Edition ${number} holds no article, so there is nothing to approve: import or accept articles, then assemble it again.`,
  );

async function approvedBefore(trx: Db, edition: EditionRow): Promise<FrozenSnapshot> {
  const frozen = await selectSnapshot(trx, edition.number);
  if (!frozen)
    throw fault('conflict', `Edition ${edition.number} is ${edition.state} but its snapshot is missing.`);
  const { approvedAt, grammar = 1 } = frozen.snapshot;
  const built = await buildSnapshot(trx, edition, { approvedAt: new Date(approvedAt), grammar });
  const now = freeze(withFrozenImages(built, frozen.snapshot));
  if (now.hash === frozen.hash) return frozen;
  throw fault(
    'conflict',
    `Edition ${edition.number} was approved with other content (${frozen.hash.slice(0, 12)}), and what was approved stays.`,
  );
}

/** An image is known by its hash; how it is served may have changed since, and is no other content. */
function withFrozenImages(built: Snapshot, frozen: Snapshot): Snapshot {
  const byHash = new Map(imagesOf(frozen).map((image) => [image.hash, image]));
  return withImages(built, (image) => {
    const { mediaType, width, height, octets } = byHash.get(image.hash) ?? image;
    return { ...image, mediaType, width, height, octets };
  });
}
