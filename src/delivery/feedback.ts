import type { DeliveryId, EditionNumber, SubscriberId } from '../core/index.ts';
import { brake } from './brake.ts';
import { holdRun } from './control.ts';
import type { FeedbackDeps } from './deps.ts';
import {
  countForBrake,
  deliveriesById,
  deliveriesByMessage,
  type EventTarget,
  lockEvents,
  markApplied,
  type StoredEvent,
  settleNotice,
} from './feedback.store.ts';
import { applyOutcomes, inTransaction } from './ledger.store.ts';
import { readSesEvent, type SesReading } from './ses-event.ts';

const BATCH = 500;

/**
 * Applies the stored SES events, oldest first, until none is left. Any number of processes may do so. What follows for a
 * reader comes before the event counts as applied: after a crash it is done again, and doing it again changes nothing.
 */
export async function applyEvents(deps: FeedbackDeps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const batch = await inTransaction(deps.db, async (tx) => {
      const events = await lockEvents(tx, BATCH);
      const readings = await read(deps, events);
      const touched = await apply({ ...deps, db: tx }, readings);
      await markApplied(
        tx,
        events.map((event) => event.id),
        deps.clock.now(),
      );
      return { size: events.length, touched };
    });
    for (const edition of batch.touched) await checkBrake(deps, edition);
    if (batch.size < BATCH) return;
  }
}

type Reading = SesReading & { target?: EventTarget };

async function read({ db }: Pick<FeedbackDeps, 'db'>, events: readonly StoredEvent[]): Promise<Reading[]> {
  const readings = events.flatMap((event) => readSesEvent(event.payload) ?? []);
  const untagged = readings.flatMap(({ mail }) => ('messageId' in mail ? [mail.messageId] : []));
  const byMessage = await deliveriesByMessage(db, untagged);
  const idOf = ({ mail }: SesReading) =>
    'delivery' in mail ? mail.delivery : 'messageId' in mail ? byMessage.get(mail.messageId) : undefined;
  const targets = await deliveriesById(db, [...new Set(readings.flatMap((reading) => idOf(reading) ?? []))]);
  const byId = new Map(targets.map((target) => [target.id as number, target]));
  return readings.map((reading) => {
    const target = byId.get(idOf(reading) ?? 0);
    return target ? { ...reading, target } : reading;
  });
}

/** Returns the editions of which something bad was reported. */
async function apply(deps: FeedbackDeps, readings: readonly Reading[]): Promise<Set<EditionNumber>> {
  const touched = new Set<EditionNumber>();
  for (const reading of readings) {
    const subscriber = reading.target?.subscriber ?? (await noticeReader(deps, reading));
    if (reading.reader === undefined || subscriber === undefined) continue;
    await tellReader(deps, reading, subscriber);
    if (reading.target) touched.add(reading.target.edition);
  }
  const outcomes = readings.flatMap(({ target, report, reason }) =>
    target
      ? [
          {
            id: target.id as DeliveryId,
            event: { type: 'report' as const, report, ...(reason ? { reason } : {}) },
          },
        ]
      : [],
  );
  await applyOutcomes(deps.db, outcomes, deps.clock.now());
  return touched;
}

function noticeReader({ db, clock }: FeedbackDeps, { mail, report, reason }: Reading) {
  if (!('notice' in mail)) return undefined;
  const failed = report === 'bounced' || report === 'rejected';
  return settleNotice(db, { id: mail.notice, failed, reason: reason ?? null, now: clock.now() });
}

async function tellReader(
  { readers }: FeedbackDeps,
  { reader, target }: Reading,
  id: SubscriberId,
): Promise<void> {
  if (reader === 'soft bounce') await readers.noteSoftBounce(id, target?.edition);
  else if (reader) await readers.suppress(id, reader);
}

/** Holds the edition's run when too much of it bounces or is complained about. */
export async function checkBrake(
  { db, log }: Pick<FeedbackDeps, 'db' | 'log'>,
  edition: EditionNumber,
): Promise<void> {
  const reason = brake(await countForBrake(db, edition));
  if (reason === undefined) return;
  log.error({ edition, reason }, 'the brake holds the run');
  await holdRun(db, edition, { reason });
}
