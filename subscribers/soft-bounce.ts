import type { EditionNumber, EmailAddress, SubscriberId } from '../src/core/index.ts';
import { writeLedger } from './ledger.store.ts';
import { lockMailed, type MailedTo } from './mailed-to.ts';
import { lastSentBefore, sentBetween } from './soft-bounce.store.ts';
import { lockSubscriber, type SubscriberRow, updateSubscriber } from './store.ts';
import { BY_AMAZON, type SuppressDeps, writeSuppressed } from './suppress.ts';
import { removeSuppression } from './suppression.store.ts';
import { addressHashes } from './suppression.ts';

const SOFT_BOUNCES_IN_A_ROW = 3;

/**
 * Pure: how many editions in a row have bounced softly, this one included. Another bounce of an edition that is counted
 * already adds nothing, and an edition that arrived in between starts again. `previous`: the last one that is still recorded;
 * those that no longer are have ended the row, where they did, before they went (`endSoftBounces`).
 */
export function softBouncesInARow(
  row: Pick<SubscriberRow, 'soft_bounces' | 'soft_bounce_edition'>,
  edition: EditionNumber,
  previous: EditionNumber | null,
): number {
  const last = row.soft_bounce_edition;
  if (last !== null && edition <= last) return row.soft_bounces;
  return last !== null && (previous ?? 0) <= last ? row.soft_bounces + 1 : 1;
}

/**
 * A transient bounce of an edition to a mailbox that is its reader's still: never a reason by itself, but three editions in
 * a row are.
 */
export async function noteSoftBounce(
  deps: SuppressDeps,
  to: MailedTo,
  edition: EditionNumber,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const { holder: row } = await lockMailed(db, deps.keys, to);
    if (row?.state !== 'active' || (row.soft_bounce_edition ?? 0) >= edition) return;
    const { id } = row;
    const count = softBouncesInARow(row, edition, await lastSentBefore(db, id, edition));
    const detail = { edition, inARow: count };
    await writeLedger(db, { id, at, how: BY_AMAZON }, [{ event: 'soft bounce', detail }]);
    const noted = await updateSubscriber(db, id, { soft_bounces: count, soft_bounce_edition: edition });
    if (count < SOFT_BOUNCES_IN_A_ROW) return;
    await writeSuppressed(db, noted, { ...deps, cause: 'soft bounces', at, how: BY_AMAZON });
  });
}

/**
 * An edition that counts as a soft bounce has arrived after all: what came back was the note of an answering machine, and
 * was applied before the delivery. The row of bounces begins anew after it; a reader who was stopped for that gets mail again.
 */
export async function noteArrived(
  deps: SuppressDeps,
  id: SubscriberId,
  edition: EditionNumber,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (db) => {
    const row = await lockSubscriber(db, id);
    const last = row?.soft_bounce_edition ?? null;
    if (!row || last === null || row.soft_bounces === 0 || last < edition) return;
    const count = last === edition ? 0 : await sentBetween(db, id, { after: edition, to: last });
    const counted = { soft_bounces: count, soft_bounce_edition: count === 0 ? null : last };
    const stopped = row.state === 'suppressed' && row.state_reason === 'soft bounces' && row.email !== null;
    if (!stopped || count >= SOFT_BOUNCES_IN_A_ROW) return void (await updateSubscriber(db, id, counted));
    await removeSuppression(db, addressHashes(deps.keys, row.email as EmailAddress));
    await writeLedger(db, { id, at, how: BY_AMAZON }, [
      { event: 'suppression lifted', reason: 'it had arrived', detail: { edition } },
    ]);
    const back = { state: 'active', state_reason: 'suppression lifted', left_at: null } as const;
    await updateSubscriber(db, id, { ...counted, ...back, updated_at: at });
  });
}
