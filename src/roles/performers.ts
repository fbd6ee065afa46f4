import { sectionReaders } from '../../subscribers/index.ts';
import type { ActDeps, Performers } from '../acts/index.ts';
import { editionNumber, sectionId } from '../core/index.ts';
import { sendingGate, skipUnsent } from '../delivery/index.ts';
import { endRun, wakeRun } from '../flows/index.ts';
import { advanceRun } from '../jobs/index.ts';
import { moveLateChoices } from '../sections/index.ts';

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
    'move-late-choices': (tx, { subject, by }) =>
      moveLateChoices(tx, sectionReaders, { id: sectionId(subject), by, at: clock.now() }),
  };
}
