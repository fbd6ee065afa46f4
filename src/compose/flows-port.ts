import type { FlowsPort } from '../flows/index.ts';
import type { App } from './app.ts';
import { flowsNow } from './flow-list.ts';
import { nobodyWorks } from './idle-runs.ts';
import { resubmitEffect } from './resubmit-effect.ts';
import { runNow } from './run-now.ts';

/** What the desk's pages of flows have done. */
export const flowsPort = (app: App): FlowsPort => ({
  list: () => flowsNow(app),
  run: (asked) => runNow(app, asked),
  effect: (id) => resubmitEffect(app, id),
  nobodyWorks: () => nobodyWorks(app),
});
