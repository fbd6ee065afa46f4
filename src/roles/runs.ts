import type { ActDeps } from '../acts/index.ts';
import { sendingGate } from '../delivery/index.ts';
import type { StopDeps } from '../flows/index.ts';

/** What stopping a run needs: the flow's hand on it, and the sending's gate. */
export const stopDeps = (app: ActDeps): StopDeps => ({
  db: app.db,
  clock: app.clock,
  queue: app.queue,
  gate: sendingGate,
});
