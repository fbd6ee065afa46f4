import type { App } from '../app.ts';
import type { Progress } from '../commands/progress.ts';
import { type EditionNumber, fault } from '../core/index.ts';
import { deliveryReport } from '../delivery/index.ts';
import { findRunOfEdition, type Run } from '../flows/index.ts';

const LOOK_MS = 200;
const STOPPED = ['succeeded', 'failed', 'held', 'paused', 'cancelled', 'waiting'];

/** Watches the run of an edition until it ends or stops for a person, showing how far the mail is. */
export async function followRun(app: App, edition: EditionNumber, progress: Progress): Promise<Run> {
  for (;;) {
    const run = await findRunOfEdition(app.db, edition);
    if (!run) throw fault('not-found', `Edition ${edition} has no run.`);
    const report = await deliveryReport(app.db, edition);
    if (report.planned > 0) progress.to(report.planned - report.open, report.planned);
    if (STOPPED.includes(run.state)) {
      progress.end();
      return run;
    }
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

/** @throws Fault `conflict` saying what a person must do, unless the run has ended well. */
export function requireSucceeded(run: Run): void {
  if (run.state === 'succeeded') return;
  const why = run.reason ? `: ${run.reason}` : '';
  throw fault('conflict', `Run ${run.id} of edition ${run.edition_number} is ${run.state}${why}`);
}
