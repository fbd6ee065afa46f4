import type { ActDeps } from '../acts/index.ts';
import type { Actor, EditionNumber } from '../core/index.ts';
import { sendingGate } from '../delivery/index.ts';
import { sendFrom } from '../editions/index.ts';
import { type Run, type StopDeps, startRun } from '../flows/index.ts';

/** Has the edition sent as soon as it may be: now, or when it is approved. @throws Fault as `startRun`. */
export async function startSending(app: ActDeps, asked: { edition: EditionNumber; by: Actor }): Promise<Run> {
  await sendFrom(app.db, asked.edition, app.clock.now());
  return startRun(app, asked);
}

/** What stopping a run needs: the flow's hand on it, and the sending's gate. */
export const stopDeps = (app: ActDeps): StopDeps => ({
  db: app.db,
  clock: app.clock,
  queue: app.queue,
  gate: sendingGate,
});
