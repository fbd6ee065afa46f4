import type { ActDeps, Performers } from '../acts/index.ts';
import { editionNumber } from '../core/index.ts';
import { sendingGate, skipUnsent } from '../delivery/index.ts';
import { endRun, type StopDeps, wakeRun } from '../flows/index.ts';
import { advanceRun } from '../jobs/index.ts';

/** What stopping a run needs: the flow's hand on it, and the sending's gate. */
export const stopDeps = (app: ActDeps): StopDeps => ({
  db: app.db,
  clock: app.clock,
  queue: app.queue,
  gate: sendingGate,
});

/** Who does what follows from an act. */
export function performers({ clock, queue }: Pick<ActDeps, 'clock' | 'queue'>): Performers {
  return {
    'wake-run': async (tx, { subject, by }) => {
      const run = await wakeRun(tx, { edition: editionNumber(subject), by, at: clock.now() });
      return run && (() => queue.enqueue(advanceRun, { runId: run.id }));
    },
    'end-run': (tx, { subject, by }) =>
      endRun(tx, sendingGate, { edition: editionNumber(subject), by, at: clock.now() }),
    'skip-unsent': async (tx, done) => {
      if (done.act === 'run.cancelled') await skipUnsent(tx, editionNumber(done.params.edition), clock.now());
    },
  };
}
