import { randomUUID } from 'node:crypto';
import {
  type EditionNumber,
  inOwnWords,
  isFault,
  OPEN_RUNS,
  type RunId,
  reason,
  sayReason,
  sentenceOf,
} from '../../core/index.ts';
import { advanceRunJob, sendBatchJob } from '../../jobs/index.ts';
import { installationOf } from '../../settings/index.ts';
import { runOf, skipPlanned } from '../control.store.ts';
import { holdRun } from '../control.ts';
import type { DeliveryDeps } from '../deps.ts';
import { endHindrance, wasHindered } from '../hindrance.store.ts';
import { insist, noteCannotBeSent } from '../insist.ts';
import { planOf } from '../report.store.ts';
import { refusesToGoOn } from './begin.ts';
import { openLease } from './lease.store.ts';
import { closeRampStage } from './ramp-stage.ts';
import { giveBack, sendAll } from './send-loop.ts';
import { openSending, type Sending } from './sending.ts';

/** After an error nobody tries again sooner, however often it is rung for. */
const REST_SECONDS = 5;

/**
 * Claims and sends deliveries of one edition until none is left to claim, the run is closed, or `signal` aborts. Any number
 * of workers may do this at once. The flow is told afterwards. An error stands as the run's reason and does not throw: the
 * queue's own tries are few and soon over, and the sweeper rings as long as there is work.
 */
export async function sendBatch(
  deps: DeliveryDeps,
  edition: EditionNumber,
  signal: AbortSignal,
): Promise<void> {
  const run = await runOf(deps.db, edition);
  // A run that was resumed before its edition was approved has nothing to send, and nothing that could be held.
  if (!run || !OPEN_RUNS.includes(run.state) || !(await planOf(deps.db, edition))) return;
  if (await deps.leaveToOthers?.()) return;
  if (await wasHindered(deps.db, { kind: 'batch', edition, seconds: REST_SECONDS })) return;
  try {
    const sending = await open(deps, edition, run.id);
    if (!sending) return;
    try {
      await sendAll(sending, signal, () => deps.queue.enqueue(sendBatchJob, { edition }));
    } finally {
      await giveBack(sending);
      await sending.journal?.close();
    }
  } catch (error) {
    return hinder(deps, edition, error);
  }
  await afterwards(deps, edition, run.id);
}

/** `undefined` when the run may not go on from here. */
async function open(deps: DeliveryDeps, edition: EditionNumber, run: RunId): Promise<Sending | undefined> {
  const mail = await deps.editionMail(edition);
  const refused = await refusesToGoOn(deps, edition, { run, mail });
  if (refused !== undefined) {
    deps.log.error({ edition }, sayReason(refused, 'terminal'));
    await holdRun(deps, edition, { reason: refused });
    return undefined;
  }
  const journal = await deps.journal?.open();
  const installation = await installationOf(deps.db);
  const lease = { id: randomUUID().slice(0, 13), edition, seconds: deps.leaseSeconds };
  const opened = performance.now();
  await openLease(deps.db, lease);
  await endHindrance(deps.db, { kind: 'batch', edition });
  return openSending(deps, {
    edition,
    mail,
    installation: installation.id,
    lease: lease.id,
    leaseEnd: opened + deps.leaseSeconds * 1_000,
    journal,
  });
}

/** What a person must mend holds the run; anything else may pass. */
async function hinder(deps: DeliveryDeps, edition: EditionNumber, error: unknown): Promise<void> {
  const { log } = deps;
  const said = sentenceOf(error);
  log.error({ edition, error: said }, 'an edition could not be sent');
  const note = isFault(error)
    ? () => {
        const why = error.why ?? inOwnWords(said);
        return holdRun(deps, edition, {
          reason: reason('sending-failed', { edition, error: why, again: false }),
        });
      }
    : () => noteCannotBeSent(deps, edition, said);
  // Where the database itself is the trouble, nothing can be noted.
  await note().catch((failed) => log.error({ edition, error: sentenceOf(failed) }, 'and that was not noted'));
}

async function afterwards(deps: DeliveryDeps, edition: EditionNumber, runId: RunId): Promise<void> {
  await insist({ deps, edition }, async () => {
    const run = await runOf(deps.db, edition);
    if (run?.state === 'cancelled') await skipPlanned(deps.db, edition, deps.clock.now());
    else await closeRampStage(deps, edition);
  });
  await deps.queue.enqueue(advanceRunJob, { runId });
}
