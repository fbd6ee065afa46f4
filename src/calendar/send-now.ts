import { record } from '../acts/index.ts';
import { type Actor, DAY_MS, type Db, type EditionNumber, fault, type RunId, reason } from '../core/index.ts';
import { sendFrom } from '../editions/index.ts';
import { beginForSlot } from '../flows/index.ts';
import { advanceRunJob } from '../jobs/index.ts';
import { answer, changing } from './change.ts';
import type { CalendarDeps } from './reckoning.ts';

/** The calendar with what its answers need. */
export type CalendarDesk = CalendarDeps & { nextEdition(tx: Db): Promise<EditionNumber | undefined> };

/**
 * The answer *send it now* to what was found too late: the next planned edition begins, and is sent once it is approved.
 * @throws Fault `not-found`; `conflict` when nobody is asked about it, or no edition is planned: then it stays asked
 */
export async function sendEntryNow(
  deps: CalendarDesk,
  { slot, by }: { slot: Date; by: Actor },
): Promise<{ edition: EditionNumber; run: RunId }> {
  const begun = await changing(deps, slot, async (tx, entry, at) => {
    if (entry.state !== 'asks')
      throw fault('conflict', 'Nobody is asked about it: only what came too late is sent at once.');
    const edition = await deps.nextEdition(tx);
    if (edition === undefined) throw fault('conflict', 'No edition is planned: import or plan one first.');
    const run = await beginForSlot(tx, { edition, slot, by, at });
    await sendFrom(tx, edition, at);
    const days = Math.floor((at.getTime() - entry.dates.send.getTime()) / DAY_MS);
    await answer(tx, slot, reason('slot-started-late', { edition, run, days }));
    await record(
      tx,
      { act: 'calendar.sent-late', by, subject: edition, params: { slot: slot.toISOString() } },
      at,
    );
    return { edition, run };
  });
  await deps.queue.enqueue(advanceRunJob, { runId: begun.run });
  return begun;
}
