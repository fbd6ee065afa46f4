import { type ActDeps, act, record } from '../acts/index.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { type Approval, isKnownVoid, selectApprovals } from './approvals.store.ts';
import { approvalHash, approvedBy, type CompileMail } from './approve.ts';
import { changesBetween } from './changes.ts';
import { freezeAgain } from './draft.ts';
import { moveEdition } from './edition.ts';
import { requireEdition } from './require.ts';
import { insertSnapshot, lockEdition, selectSnapshotHistory, updateEdition } from './store.ts';

export type RestoredApproval =
  /** What is there is what was approved: it is approved again, by that. */
  | { state: 'stands'; approval: Approval }
  /** It is something else: the latest approval counts for nothing now. Sentences on what differs; `isNew`: it is found out now. */
  | { state: 'void'; approval: Approval; changes: string[]; isNew: boolean };

/**
 * Freezes an edition that was opened again and is assembled, and sees whether an approval of before counts for it. `undefined` when it
 * was never approved, or is not assembled.
 */
export function restoreApproval(
  deps: ActDeps,
  number: EditionNumber,
  { by, compile }: { by: Actor; compile: CompileMail },
): Promise<RestoredApproval | undefined> {
  return act(deps, async (tx, at) => {
    const edition = requireEdition(await lockEdition(tx, number), number);
    const approvals =
      edition.state === 'assembled' && edition.reopened_at === null ? await selectApprovals(tx, number) : [];
    const [last] = approvals;
    if (!last) return undefined;
    const { frozen, latest } = await freezeAgain(tx, edition, at);
    const hashes = [frozen.hash, approvalHash(frozen, await compile(tx, frozen))];
    const approval = approvals.find(({ hash }) => hashes.includes(hash));
    if (approval) {
      if (!latest) await insertSnapshot(tx, frozen, at);
      const approved = { approved_by: approvedBy(approval.actor), approved_at: approval.at };
      await updateEdition(tx, number, { state: moveEdition(edition, 'approve'), ...approved });
      const params = { hash: frozen.hash, approval: approval.hash };
      await record(tx, { act: 'edition.approval-stands', by, subject: number, params }, at);
      return { state: 'stands', approval };
    }
    const before = (await selectSnapshotHistory(tx, number)).find(({ hash }) => hash === last.snapshot_hash);
    const changes = before ? changesBetween(before.snapshot, frozen.snapshot) : [];
    const isNew = !(await isKnownVoid(tx, number));
    const params = { approval: last.hash };
    if (isNew) await record(tx, { act: 'edition.approval-void', by, subject: number, params }, at);
    return { state: 'void', approval: last, changes, isNew };
  });
}
