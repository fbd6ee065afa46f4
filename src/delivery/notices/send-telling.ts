import type { NoticeDeps } from './deps.ts';
import { sendNotice } from './notice.ts';
import { countTold, moveTelling, selectTelling, selectToTell } from './tell.store.ts';

/** Mails at SES at once: a correction is in no hurry, and an edition or a confirmation may be under way. */
const AT_ONCE = 8;

/**
 * Sends what is queued of one telling until nothing is left, a round changes nothing (SES is slow, away or held), or `signal`
 * aborts; the sweeper rings again. Any number of workers may do this at once: a notice is marked before its call.
 */
export async function tellReaders(deps: NoticeDeps, id: number, signal: AbortSignal): Promise<void> {
  const telling = await selectTelling(deps.db, id);
  if (telling?.state !== 'approved') return;
  const told = { ...deps, told: new Map() };
  let before: readonly number[] = [];
  while (!signal.aborted) {
    const next = await selectToTell(deps.db, id, AT_ONCE);
    if (next.length === 0) return finish(deps, id);
    if (next.every((notice) => before.includes(notice))) return;
    await Promise.all(next.map((notice) => sendNotice(told, notice, signal)));
    before = next;
  }
}

/** Over once no mail is on its way either. */
async function finish({ db, clock }: NoticeDeps, id: number): Promise<void> {
  const { queued = 0, calling = 0 } = await countTold(db, id);
  if (queued + calling === 0) await moveTelling(db, id, { state: 'sent', finished_at: clock.now() });
}
