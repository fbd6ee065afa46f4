import { type Clock, type EmailAddress, parseEmailAddress } from '../core/index.ts';
import { sendNotice as sendNoticeJob } from '../jobs/index.ts';
import { heed } from './call.ts';
import { COPY, type CopyDeps, copyContent } from './copy.ts';
import type { DeliveryDeps, Sender } from './deps.ts';
import type { Answer, OutgoingMail } from './mailer.ts';
import { fillTemplate, type MailHead, mailTemplate } from './mime.ts';
import { findNotice, moveNotice, type NoticeRow, newestPublisher, stillWaits } from './notice.store.ts';
import { reached } from './pacer.ts';
import { persist } from './persist.ts';

/** A mail that answers what a person did is of no use to them a day later; links in it have run out by then. */
const OF_USE_MS = 24 * 3_600_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

export type NoticeContent = { subject: string; html: string; text: string };

export type NoticeDeps = CopyDeps &
  Pick<DeliveryDeps, 'db' | 'queue' | 'log' | 'mailer' | 'pacer' | 'allowed' | 'leaveToOthers'> & {
    clock: Clock;
    sender?: Sender;
    publicUrl: string;
    /** Who writes as long as no edition is published and `MAIL_FROM` is not set. */
    unnamed: { name: string; mailbox?: string | undefined };
    /** Renders one kind of notice. Throws when it knows no such kind or the params are not its own. */
    renderNotice(kind: string, params: unknown): NoticeContent | Promise<NoticeContent>;
  };

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
  const refuse = (reason: string) =>
    moveNotice(db, id, { from: ['queued'], to: 'rejected', reason, now: clock.now() });
  const to = addressOf(notice, deps);
  if ('refused' in to) return void (await refuse(to.refused));
  let mail: OutgoingMail;
  try {
    mail = await compose(deps, notice, to.address);
  } catch (error) {
    deps.log.error({ notice: id, error: String(error) }, 'a notice could not be made');
    return void (await refuse('it could not be made'));
  }
  if (!(await myTurn(deps, id, signal))) return;
  const tries = notice.tries + 1;
  if (!(await moveNotice(db, id, { from: ['queued'], to: 'calling', tries, now: clock.now() }))) return;
  const begun = performance.now();
  const answer = await deps.mailer.send(mail);
  heed(deps.pacer, answer, begun);
  await settle(deps, notice, answer);
}

async function myTurn({ db, clock, pacer }: NoticeDeps, id: number, signal?: AbortSignal): Promise<boolean> {
  while (!signal?.aborted) {
    const [slot] = await pacer.take('transactional', 1);
    if (slot !== undefined && (await reached(slot))) return true;
    if (!(await stillWaits(db, id, clock.now()))) return false;
  }
  return false;
}

function addressOf(
  notice: NoticeRow,
  { clock, allowed }: NoticeDeps,
): { address: EmailAddress } | { refused: string } {
  if (notice.to_address === null) return { refused: 'it has no address any more' };
  if (clock.now().getTime() - (notice.due_at ?? notice.created_at).getTime() > OF_USE_MS)
    return { refused: 'too late to be of use' };
  const address = parseEmailAddress(notice.to_address);
  return allowed(address) ? { address } : { refused: 'not on the allow-list' };
}

async function compose(deps: NoticeDeps, notice: NoticeRow, to: EmailAddress): Promise<OutgoingMail> {
  const { content, head, links } =
    notice.kind === COPY ? await copyContent(deps, notice.params) : await singleContent(deps, notice);
  const template = await mailTemplate(content, head, 'html');
  return {
    source: head.from.address,
    to,
    pieces: fillTemplate(template, { to, messageKey: `notice-${notice.id}`, ...links }),
    tags: { notice: String(notice.id) },
  };
}

const NO_LINKS = { unsubscribe: '', preferences: '' };
/** Notices hold their links already; nothing in them stands for a slot. */
const NO_SLOTS = { unsubscribe: 'qslot-no-unsubscribe', preferences: 'qslot-no-preferences' };

async function singleContent(deps: NoticeDeps, notice: NoticeRow) {
  const content = { ...(await deps.renderNotice(notice.kind, notice.params)), slots: NO_SLOTS };
  return { content, head: await noticeHead(deps), links: NO_LINKS };
}

async function noticeHead({ db, clock, sender, publicUrl, unnamed }: NoticeDeps): Promise<MailHead> {
  const publisher = await newestPublisher(db);
  const { hostname } = new URL(publicUrl);
  const own = hostname.includes('.') ? `bulletin@${hostname}` : 'bulletin@localhost.localdomain';
  const mailbox = publisher
    ? parseEmailAddress(publisher.mailbox)
    : (sender?.address ?? parseEmailAddress(unnamed.mailbox ?? own));
  const name = sender?.name || publisher?.publisher || unnamed.name;
  return {
    from: { name, address: sender?.address ?? mailbox },
    replyTo: mailbox,
    kind: 'single',
    date: clock.now(),
  };
}

async function settle(deps: NoticeDeps, notice: NoticeRow, answer: Answer): Promise<void> {
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
      await move({ from, to: 'rejected', reason: answer.reason, now });
      return;
    case 'unknown':
      await move({ from, to: 'unknown', reason: answer.reason, now });
      return;
    case 'slow-down':
    case 'again':
    case 'stop-all': {
      // No try is spent. Where SES is slow or away the pacer spaces the tries for all, and a mail that a person waits for
      // must not wait longer than that; where the account is broken the wait grows: `tries` says how often it was put off.
      await move({ from, to: 'queued', reason: answer.reason, now });
      const doublings = answer.kind === 'stop-all' ? Math.min(tries, 10) : 0;
      const delayMs = Math.min(FIRST_WAIT_MS * 2 ** doublings, LONGEST_WAIT_MS);
      await queue.enqueue(sendNoticeJob, { noticeId: id }, { delayMs });
    }
  }
}
