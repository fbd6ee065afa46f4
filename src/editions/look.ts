import { record } from '../acts/index.ts';
import { type Actor, actorName, type Clock, type Database, fault } from '../core/index.ts';
import { insertLook, type LookedAt, selectLookedAt } from './approvals.store.ts';
import { sameHand } from './approver.ts';

/**
 * Somebody else has looked at what was approved alone: it leaves the list. @throws Fault `not-found`; `conflict` when it does not wait
 * for a look; `forbidden` when it is the one who approved it.
 */
export function lookAgain(
  { db, clock }: { db: Database; clock: Clock },
  { approval: id, by }: { approval: number; by: Actor },
): Promise<LookedAt> {
  return db.transaction().execute(async (tx) => {
    const waiting = await selectLookedAt(tx, { waiting: true });
    const found = waiting.find((one) => one.id === id);
    if (!found) {
      throw fault(
        'not-found',
        `No approval ${id} waits for a second look: \`quarterly approvals list --alone\` shows those that do.`,
      );
    }
    if (sameHand(found.actor, by)) {
      throw fault(
        'forbidden',
        `Approval ${id} is by ${actorName(found.actor)}: another person must look at it.`,
      );
    }
    const at = clock.now();
    if (!(await insertLook(tx, { approval: id, by, at }))) {
      throw fault('conflict', `Somebody has just looked at approval ${id}.`);
    }
    const { edition_number: edition, hash } = found;
    await record(
      tx,
      { act: 'edition.approval-looked-at', by, subject: edition, params: { approval: hash } },
      at,
    );
    return { ...found, looked_by: by, looked_at: at };
  });
}
