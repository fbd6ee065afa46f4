import { type DeliveryId, sentenceOf } from '../../core/index.ts';
import type { Answered, JournalLine, JournalWriter, SaidState } from '../../journal/index.ts';
import type { DeliveryEvent } from '../delivery.ts';
import { noteCannotBeSent } from '../insist.ts';
import type { DeliveryOutcome } from '../outcomes.store.ts';
import type { Ready } from './composing.ts';
import type { Sending } from './sending.ts';

type Step = {
  next: readonly Ready[];
  outcomes: readonly DeliveryOutcome[];
  mailboxes: ReadonlyMap<DeliveryId, string>;
};
/** What goes into the journal once the database has been told. */
type PreparedStep = ReturnType<JournalWriter['prepare']> & Step;

/**
 * The line of one step: what is marked for a call, and what was answered before. Everything that is to be marked stands in it, so
 * that its length is known before the database says what of it may be called; the rest is answered `unsent`.
 */
export function prepareStep(sending: Sending, step: Step): PreparedStep | undefined {
  const { journal, journaled, edition, deps } = sending;
  if (!journal || journal.broken()) return undefined;
  const answered = step.outcomes.flatMap(({ id, event }): Answered[] => {
    const mailbox = journaled.get(id);
    if (mailbox === undefined) return [];
    return [event.type === 'accept' ? [mailbox, 'accepted', event.messageId] : [mailbox, saidOf(event)]];
  });
  const marked = step.next.flatMap(({ candidate }) => step.mailboxes.get(candidate.id) ?? []);
  if (marked.length + answered.length === 0) return undefined;
  const line: JournalLine = {
    t: 'mails',
    e: edition,
    via: deps.through,
    at: new Date(deps.clock.now()).toISOString(),
    m: marked,
    a: answered,
  };
  return { ...journal.prepare([line], highestOf(step.next)), ...step };
}

const highestOf = (next: readonly Ready[]): Record<string, number> =>
  next.length === 0
    ? {}
    : {
        deliveries_id_seq: Math.max(...next.map(({ candidate }) => candidate.id)),
        subscribers_id_seq: Math.max(...next.map(({ candidate }) => candidate.subscriber)),
      };

const saidOf = ({ type }: DeliveryEvent): SaidState =>
  type === 'refuse' ? 'rejected' : type === 'unanswered' ? 'unknown' : 'unsent';

/** Puts it on disk. Resolves with false when it cannot be: then nothing of it may be called. Never throws. */
export function writeStep(sending: Sending, step: PreparedStep | undefined): Promise<boolean> {
  const { journal, journaled } = sending;
  if (!journal) return Promise.resolve(true);
  if (!step) return Promise.resolve(!journal.broken());
  for (const { id } of step.outcomes) journaled.delete(id);
  for (const { candidate } of step.next) journaled.set(candidate.id, step.mailboxes.get(candidate.id) ?? '');
  return journal.append(step).then(
    () => true,
    (error) => cannotWrite(sending, error),
  );
}

async function cannotWrite(sending: Sending, error: unknown): Promise<boolean> {
  const { deps, edition } = sending;
  if (sending.stopped) return false;
  sending.stopped = true;
  const said = sentenceOf(error);
  deps.log.error({ edition, error: said }, 'the journal cannot be written: nothing is sent');
  await noteCannotBeSent(deps, edition, `the journal in JOURNAL_DIR cannot be written: ${said}`).catch(
    () => {},
  );
  return false;
}

/** The database does not know the journal as it was: it is another, or an older copy. */
export async function forgotten(sending: Sending): Promise<boolean> {
  sending.stopped = true;
  await sending.deps.journal?.check().catch(() => {});
  return false;
}
