import { type Actor, type FlowName, fault } from '../core/index.ts';
import { nextPlannedEdition } from '../editions/index.ts';
import { type Run, runByHand } from '../flows/index.ts';
import type { App } from './app.ts';
import { startSending } from './runs.ts';

/**
 * Starts a flow as its recurrence would, now: that of the edition takes the next that is planned, and sends it once it is approved.
 * @throws Fault `conflict` when no edition is planned, or while a run of a small flow is going on; `invalid` for backups that
 * have no folder.
 */
export async function runNow(app: App, { flow, by }: { flow: FlowName; by: Actor }): Promise<Run> {
  if (flow === 'edition') {
    const next = await nextPlannedEdition(app.db);
    if (!next) throw fault('conflict', 'No edition is planned: import or plan one first.');
    return startSending(app, { edition: next.number, by });
  }
  if (flow === 'backup' && app.config.backupDir === undefined)
    throw fault('invalid', 'BACKUP_DIR is not set: it says into which folder backups are written.');
  return runByHand(app, { flow, by });
}
