import {
  canonicalJson,
  type EmailAddress,
  parseEmailAddress,
  type Reason,
  reason,
} from '../../core/index.ts';
import { DESK_NOTICES } from '../../core/notices.ts';
import { sendNoticeJob } from '../../jobs/index.ts';
import type { OutgoingMail, SesAnswer } from '../mailer.ts';
import type { Permit } from '../pace/pacer.ts';
import { persist } from '../persist.ts';
import { countedBy, heed, reasonOf, TOO_OLD_MS } from '../send/call.ts';
import { composeNotice } from './compose-notice.ts';
import type { NoticeDeps } from './deps.ts';
import { journalAnswer, journalMark } from './journaling.ts';
import { findNotice, moveNotice, type NoticeRow, stillWaits } from './notice.store.ts';
import { type ToldReader, toldReader } from './told.ts';

/** A mail that answers what a person did is of no use to them a day later; links in it have run out by then. */
const OF_USE_MS = 24 * 3_600_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

/**
 * Sends one transactional mail, once. Its turn comes before its row is marked, so a kill while it waits loses nothing;
 * a kill during the call leaves it `unknown`. What SES put off, or what never reached it, is queued again.
 */
export async function sendNotice(deps: NoticeDeps, id: number, signal?: AbortSignal): Promise<void> {
  const notice = await findNotice(deps.db, id);
  if (notice?.state !== 'queued' || (await deps.leaveToOthers?.())) return;
  const { db, clock } = deps;
  // A bell that came early: the sweeper rings again when its turn has come.
  if (notice.due_at && notice.due_at > clock.now()) return;
  const refuse = (why: Reason) =>
    moveNotice(db, id, { from: ['queued'], to: 'rejected', reason: why, now: clock.now() });
  const reader = notice.telling_id === null ? undefined : await toldReader(deps, notice.subscriber_id);
  const to = await addressOf(notice, deps, reader);
  if ('refused' in to) return void (await refuse(to.refused));
  let mail: OutgoingMail | undefined;
  try {
    mail = await composeNotice(deps, notice, to.address, reader);
  } catch (error) {
    deps.log.error({ notice: id, error: String(error) }, 'a notice could not be made');
    return void (await refuse(reason('not-made')));
  }
  if (!mail) return void (await refuse(reason('too-late')));
  const permit = await myTurn(deps, notice, signal);
  const called = permit && (await call(deps, { notice, mail, permit, reader }));
  if (!called) return;
  await settle(deps, notice, called);
  await journalAnswer(deps, { id, to: mail.to }, called.answer);
}

/** What was answered, and why it has not gone, where that is for another reason. */
type Called = { answer: SesAnswer; why?: Reason };

type NoticeCall = {
  notice: NoticeRow;
  mail: OutgoingMail;
  permit: Permit;
  reader: ToldReader | undefined;
};

/** Marks it and calls; `undefined` when it is not ours to send any more, or its reader is not as they were. */
async function call(
  deps: NoticeDeps,
  { notice, mail, permit, reader }: NoticeCall,
): Promise<Called | undefined> {
  const looked = performance.now();
  const marked = await markBoth(deps, notice, { reader, to: mail.to }).catch((error) => {
    permit.back();
    throw error;
  });
  const begun = performance.now();
  if (!marked || begun - looked > TOO_OLD_MS || !permit.start()) {
    permit.back();
    if (!marked) return undefined;
    return { answer: { kind: 'again', reason: '' }, why: reason('given-back') };
  }
  const answer = await deps.mailer.send(mail);
  permit.done(countedBy(answer));
  heed(deps.pacer, answer, begun);
  return { answer };
}

/** Marks it, in the journal too. */
async function markBoth(
  deps: NoticeDeps,
  notice: NoticeRow,
  { reader, to }: { reader: ToldReader | undefined; to: EmailAddress },
): Promise<boolean> {
  return (await mark(deps, notice, reader)) && journalMark(deps, notice, to);
}

async function mark(deps: NoticeDeps, notice: NoticeRow, reader: ToldReader | undefined): Promise<boolean> {
  if (reader && !(await isStill(deps, notice, reader))) return false;
  const { id, tries, to_address } = notice;
  const move = { from: ['queued' as const], to: 'calling' as const, tries: tries + 1, now: deps.clock.now() };
  return moveNotice(deps.db, id, { ...move, ...(to_address === null ? {} : { address: to_address }) });
}

/** A mail that tells of a change goes to thousands: it waits behind what a person waits for. */
async function myTurn(
  { db, clock, pacer }: NoticeDeps,
  { id, telling_id }: NoticeRow,
  signal?: AbortSignal,
): Promise<Permit | undefined> {
  while (!signal?.aborted) {
    const [permit] = await pacer.take(telling_id === null ? 'transactional' : 'edition', 1);
    await permit?.reached();
    if (permit !== undefined) return permit;
    if (!(await stillWaits(db, id, clock.now()))) return undefined;
  }
  return undefined;
}

/** Whether the reader is as they were when the mail was made; else it is made anew at its next turn. */
async function isStill(deps: NoticeDeps, notice: NoticeRow, reader: ToldReader): Promise<boolean> {
  const now = await toldReader(deps, notice.subscriber_id);
  return canonicalJson(now ?? null) === canonicalJson(reader);
}

async function addressOf(
  notice: NoticeRow,
  { clock, allowed, ofDesk }: NoticeDeps,
  reader: ToldReader | undefined,
): Promise<{ address: EmailAddress } | { refused: Reason }> {
  if (notice.telling_id !== null) {
    if (!reader) return { refused: reason('no-longer-reader') };
    const own = parseEmailAddress(reader.email);
    return allowed(own) ? { address: own } : { refused: reason('not-allowed') };
  }
  if (notice.to_address === null) return { refused: reason('no-address') };
  if (clock.now().getTime() - (notice.due_at ?? notice.created_at).getTime() > OF_USE_MS)
    return { refused: reason('too-late') };
  const address = parseEmailAddress(notice.to_address);
  // The list says to whom a bulletin on trial may go; whoever tries it must get in, and hear what waits for them.
  const goes = allowed(address) || (DESK_NOTICES.includes(notice.kind) && (await ofDesk(address)));
  return goes ? { address } : { refused: reason('not-allowed') };
}

async function settle(deps: NoticeDeps, notice: NoticeRow, { answer, why }: Called): Promise<void> {
  const { db, clock, queue, log } = deps;
  const now = clock.now();
  const { id, tries } = notice;
  const from: ('calling' | 'unknown')[] = ['calling', 'unknown'];
  const move = (to: Parameters<typeof moveNotice>[2]) => persist(log, () => moveNotice(db, id, to));
  switch (answer.kind) {
    case 'accepted':
      await move({ from, to: 'accepted', messageId: answer.messageId, now });
      return;
    case 'never':
      await move({ from, to: 'rejected', reason: reasonOf(answer), now });
      return;
    case 'unknown':
      await move({ from, to: 'unknown', reason: reasonOf(answer), now });
      return;
    case 'slow-down':
    case 'again':
    case 'stop-all': {
      // No try is spent. Where SES is slow or away the pacer spaces the tries for all, and a mail that a person waits for
      // must not wait longer than that; where the account is broken the wait grows: `tries` says how often it was put off.
      await move({ from, to: 'queued', reason: why ?? reasonOf(answer), now });
      // Whoever tells of a change looks at them again; the sweeper rings for it.
      if (notice.telling_id !== null) return;
      const doublings = answer.kind === 'stop-all' ? Math.min(tries, 10) : 0;
      const delayMs = Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS);
      await queue.enqueue(sendNoticeJob, { noticeId: id }, { delayMs });
    }
  }
}
