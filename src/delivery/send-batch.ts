import { randomUUID } from 'node:crypto';
import type { EditionNumber, RunId } from '../core/index.ts';
import { advanceRun, sendBatch as sendBatchJob } from '../jobs/index.ts';
import { runOf, skipPlanned } from './control.store.ts';
import { OPEN } from './control.ts';
import type { DeliveryDeps } from './deps.ts';
import { openLease } from './lease.store.ts';
import { persist } from './persist.ts';
import { sectionsOf } from './sections.store.ts';
import { giveBack, sendAll } from './send-loop.ts';
import { openSending, type Sending } from './sending.ts';
import { closeWave } from './wave.ts';

/**
 * Claims and sends deliveries of one edition until none is left to claim, the run is closed, or `signal` aborts. Any number
 * of workers may do this at once. The flow is told afterwards.
 */
export async function sendBatch(
  deps: DeliveryDeps,
  edition: EditionNumber,
  signal: AbortSignal,
): Promise<void> {
  const run = await runOf(deps.db, edition);
  if (!run || !OPEN.includes(run.state)) return;
  const sending = await open(deps, edition);
  try {
    await sendAll(sending, signal, () => deps.queue.enqueue(sendBatchJob, { edition }));
  } finally {
    await giveBack(sending);
  }
  await afterwards(deps, edition, run.id);
}

async function open(deps: DeliveryDeps, edition: EditionNumber): Promise<Sending> {
  const mail = await deps.editionMail(edition);
  const sections = await sectionsOf(deps.db, mail.slugs);
  const lease = { id: randomUUID().slice(0, 13), edition, seconds: deps.leaseSeconds };
  const opened = performance.now();
  await openLease(deps.db, lease);
  return openSending(deps, {
    edition,
    mail,
    sections,
    lease: lease.id,
    leaseEnd: opened + deps.leaseSeconds * 1_000,
  });
}

async function afterwards(deps: DeliveryDeps, edition: EditionNumber, runId: RunId): Promise<void> {
  await persist(deps.log, async () => {
    const run = await runOf(deps.db, edition);
    if (run?.state === 'cancelled') await skipPlanned(deps.db, edition, deps.clock.now());
    else await closeWave(deps, edition);
  });
  await deps.queue.enqueue(advanceRun, { runId });
}
