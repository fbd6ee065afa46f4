import type { MailedTo } from '../../../subscribers/index.ts';
import { type Db, type DeliveryId, type EditionNumber, sayReason } from '../../core/index.ts';
import { holdRun } from '../control.ts';
import type { FeedbackDeps } from '../deps.ts';
import { applyOutcomes } from '../outcomes.store.ts';
import { bounceThreshold } from './bounce-threshold.ts';
import { lockEvents, markApplied, putOffEvents, type StoredEvent } from './events.store.ts';
import { countForThreshold } from './feedback.store.ts';
import { noteFirstBounce } from './first-bounce.ts';
import { settleNotices } from './notice-reports.store.ts';
import { type Recognised, recognise } from './recognise.ts';
import { arrivedAfterAll, stillBounced } from './reported.store.ts';

const BATCH = 500;
/** How long an event waits for the MessageId by which its mail is found: a call and its answer take seconds. */
const WAIT_MS = 3_600_000;
const FIRST_LOOK_MS = 15_000;

/** An event about a mail of ours. */
type Own = Recognised & { mailOf: NonNullable<Recognised['mailOf']> };

/**
 * Applies the stored SES events that are due, oldest first, until none is left. Any number of processes may do so. What
 * follows comes before the event counts as applied: after a crash it is done again, and doing it again changes nothing.
 */
export async function applyEvents(deps: FeedbackDeps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const batch = await deps.db.transaction().execute((locks) => applyBatch(deps, locks));
    for (const edition of batch.touched) {
      await checkBounceThreshold(deps, edition);
      await noteFirstBounce(deps, edition);
    }
    if (batch.size < BATCH) return;
  }
}

/**
 * `locks` holds the events and nothing else. Their effects are written by transactions of their own, one after another:
 * whoever holds a reader's row, as an erasure does, may want their deliveries next.
 */
async function applyBatch(deps: FeedbackDeps, locks: Db) {
  const now = deps.clock.now();
  const events = await lockEvents(locks, { limit: BATCH, now });
  const recognised = await recognise(deps, events);
  const own = recognised.filter((one): one is Own => one.belongs === 'ours' && one.mailOf !== undefined);
  await settle(deps, own, now);
  await tellReaders(deps, own);
  const waiting = recognised.flatMap(({ belongs, event }) =>
    belongs === 'wait' && now.getTime() - event.receivedAt.getTime() < WAIT_MS ? [event] : [],
  );
  await putOffEvents(
    locks,
    waiting.map((event) => ({ id: event.id, until: nextLook(event, now) })),
  );
  const later = new Set(waiting.map((event) => event.id));
  const done = events.filter((event) => !later.has(event.id)).map((event) => event.id);
  await markApplied(locks, done, now);
  noteForeign(deps, recognised, later);
  return { size: events.length, touched: touchedBy(own) };
}

/** Soon at first and then ever less often, and once more when the wait is over. */
function nextLook({ receivedAt }: StoredEvent, now: Date): Date {
  const age = now.getTime() - receivedAt.getTime();
  return new Date(Math.min(now.getTime() + Math.max(FIRST_LOOK_MS, age), receivedAt.getTime() + WAIT_MS));
}

async function settle({ db, clock }: FeedbackDeps, own: readonly Own[], now: Date): Promise<void> {
  const outcomes = own.flatMap(({ mailOf, report, reason }) =>
    mailOf.kind === 'delivery'
      ? [{ id: mailOf.id, event: { type: 'report' as const, report, ...(reason ? { reason } : {}) } }]
      : [],
  );
  await applyOutcomes(db, outcomes, clock.now());
  const reports = own.flatMap(({ mailOf, report, reason }) =>
    mailOf.kind === 'notice' ? [{ id: mailOf.id, report, ...(reason ? { reason } : {}) }] : [],
  );
  await settleNotices(db, reports, now);
}

/** A bounce or complaint is about a mailbox; whose it is now is for the readers' side to say. */
async function tellReaders({ db, readers }: FeedbackDeps, own: readonly Own[]): Promise<void> {
  const bounced = await stillBounced(
    db,
    deliveriesOf(own, ({ reader }) => reader === 'soft bounce'),
  );
  for (const one of own) {
    const { reader, mailOf } = one;
    if (reader === undefined) continue;
    if (reader !== 'soft bounce') await readers.suppress(mailedTo(one), reader);
    else if (mailOf.kind === 'delivery' && bounced.has(mailOf.id))
      await readers.noteSoftBounce(mailedTo(one), mailOf.edition);
  }
  const arrived = deliveriesOf(own, ({ report }) => report === 'delivered');
  for (const { subscriber, edition } of await arrivedAfterAll(db, arrived))
    await readers.noteArrived(subscriber, edition);
}

const deliveriesOf = (own: readonly Own[], which: (one: Own) => boolean): DeliveryId[] => [
  ...new Set(own.flatMap((one) => (one.mailOf.kind === 'delivery' && which(one) ? [one.mailOf.id] : []))),
];

function mailedTo({ mailOf, event }: Own): MailedTo {
  const { subscriber } = mailOf;
  if (mailOf.kind === 'notice')
    return { subscriber, address: mailOf.address, hashes: event.mailboxes, at: null };
  const hashes = mailOf.mailboxes.length > 0 ? mailOf.mailboxes : event.mailboxes;
  return { subscriber, address: null, hashes, at: mailOf.at };
}

/** The editions of which something bad was reported. */
const touchedBy = (own: readonly Own[]): Set<EditionNumber> =>
  new Set(
    own.flatMap(({ reader, mailOf }) => (reader && mailOf.kind === 'delivery' ? [mailOf.edition] : [])),
  );

function noteForeign(
  { log }: FeedbackDeps,
  recognised: readonly Recognised[],
  later: ReadonlySet<number>,
): void {
  const foreign = recognised.filter(
    ({ belongs, event }) => belongs !== 'ours' && !later.has(event.id),
  ).length;
  if (foreign > 0) log.info({ events: foreign }, 'events of Amazon SES about mails that are not ours');
}

/** Holds the edition's run when too much of it bounces or is complained about. */
export async function checkBounceThreshold(
  deps: Pick<FeedbackDeps, 'db' | 'clock' | 'log' | 'runs'>,
  edition: EditionNumber,
): Promise<void> {
  const { db, log } = deps;
  const reason = bounceThreshold(await countForThreshold(db, edition));
  if (reason === undefined) return;
  log.error({ edition, reason: sayReason(reason, 'terminal') }, 'the bounce threshold holds the run');
  await holdRun(deps, edition, { reason });
}
