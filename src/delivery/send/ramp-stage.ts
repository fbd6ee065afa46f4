import { type EditionNumber, inTransaction, sayReason } from '../../core/index.ts';
import { holdRun } from '../control.ts';
import type { DeliveryDeps } from '../deps.ts';
import { bounceThresholdOfStage } from '../feedback/bounce-threshold.ts';
import { countForThreshold } from '../feedback/feedback.store.ts';
import {
  dueRampStages,
  openNextRampStage,
  rampStageIsOut,
  scheduleNextRampStage,
} from './ramp-stage.store.ts';

/** When the first stage is out, sets the time at which the rest goes. */
export async function closeRampStage(
  { db, clock, rampWaitMinutes }: Pick<DeliveryDeps, 'db' | 'clock' | 'rampWaitMinutes'>,
  edition: EditionNumber,
): Promise<void> {
  if (!(await rampStageIsOut(db, edition))) return;
  await scheduleNextRampStage(db, edition, { from: clock.now(), waitMinutes: rampWaitMinutes });
}

/**
 * Lets the rest go where the wait is over. Where the first readers' mails bounced or were complained about too often the run
 * is held instead; the rest then goes when a person resumes it. Returns the editions to ring for.
 */
export async function openRampStages(
  deps: Pick<DeliveryDeps, 'db' | 'clock' | 'log' | 'runs'>,
): Promise<EditionNumber[]> {
  const { db, clock, log } = deps;
  const opened: EditionNumber[] = [];
  for (const edition of await dueRampStages(db, clock.now())) {
    const why = bounceThresholdOfStage(await countForThreshold(db, edition));
    const open = await inTransaction(db, async (tx) => {
      if (why !== undefined) await holdRun({ ...deps, db: tx }, edition, { reason: why });
      return openNextRampStage(tx, edition);
    });
    if (why === undefined && open) opened.push(edition);
    if (why !== undefined)
      log.error(
        { edition, reason: sayReason(why, 'terminal') },
        'the bounce threshold holds the run after its first ramp stage',
      );
  }
  return opened;
}
