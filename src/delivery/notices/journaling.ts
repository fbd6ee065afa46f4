import { type EmailAddress, reason, sentenceOf } from '../../core/index.ts';
import type { SaidState } from '../../journal/index.ts';
import type { DeliveryDeps } from '../deps.ts';
import type { SesAnswer } from '../mailer.ts';
import { moveNotice, type NoticeRow } from './notice.store.ts';

type JournalingDeps = Pick<DeliveryDeps, 'db' | 'clock' | 'log' | 'mailbox' | 'journal'>;

/** Puts a marked mail into the journal. Where that cannot be written it is queued again, and the sweeper rings. */
export async function journalMark(
  deps: JournalingDeps,
  { id, subscriber_id }: Pick<NoticeRow, 'id' | 'subscriber_id'>,
  to: EmailAddress,
): Promise<boolean> {
  const { db, clock, log, journal, mailbox } = deps;
  const line = { t: 'notice' as const, n: id, to: mailbox(to), at: clock.now().toISOString() };
  try {
    await journal?.write([line], { notices_id_seq: id, subscribers_id_seq: subscriber_id ?? 0 });
    return true;
  } catch (error) {
    log.error({ notice: id, error: sentenceOf(error) }, 'the journal cannot be written: nothing is sent');
    const move = { from: ['calling' as const], to: 'queued' as const, reason: reason('given-back') };
    await moveNotice(db, id, { ...move, now: clock.now() });
    return false;
  }
}

/** That the journal cannot be written now harms nothing that is not lost already: without it the mail is `unknown` there. */
export async function journalAnswer(
  { journal, mailbox, log }: JournalingDeps,
  { id: n, to }: { id: number; to: EmailAddress },
  answer: SesAnswer,
): Promise<void> {
  const line = { t: 'noticed' as const, n, to: mailbox(to), s: SAID[answer.kind] };
  const answered = answer.kind === 'accepted' ? { ...line, id: answer.messageId } : line;
  await journal
    ?.write([answered])
    .catch((error) => log.error({ error: sentenceOf(error) }, 'an answer is not in the journal'));
}

const SAID = {
  accepted: 'accepted',
  never: 'rejected',
  unknown: 'unknown',
  'slow-down': 'unsent',
  again: 'unsent',
  'stop-all': 'unsent',
} as const satisfies Record<SesAnswer['kind'], SaidState>;
