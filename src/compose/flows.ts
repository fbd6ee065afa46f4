import { latestSlot } from '../adapters/queue/cadence.ts';
import type { EditionNumber } from '../core/index.ts';
import {
  type BoundFlows,
  backupFlow,
  bindFlows,
  doctorFlow,
  FLOWS,
  type Recurring,
  retentionFlow,
} from '../flows/index.ts';
import { preflight } from '../rendering/index.ts';
import { settleSetting } from '../settings/index.ts';
import type { App } from './app.ts';
import { mailCompiler, putBefore } from './approval.ts';
import { backupFlowActions } from './backup-flow-actions.ts';
import { doctorFlowActions } from './doctor-flow-actions.ts';
import { editionFlowActions } from './edition-flow-actions.ts';
import type { EditionFlowDeps } from './edition-flow-deps.ts';
import { elsewhere } from './elsewhere.ts';
import { feedsFlowActions } from './feeds-flow-actions.ts';
import { hubSaid } from './hub-said.ts';
import { retainJournals } from './journal.ts';
import type { FeedPolling } from './polling.ts';
import { recalling } from './recalling.ts';
import { remind, tellChanged } from './reminding.ts';
import { renderingOf } from './rendering-of.ts';
import { retentionFlowActions } from './retention-flow-actions.ts';

/** Every flow with who does its actions. @throws Error as `bindFlows`: then the process does not start. */
export const composeFlows = (app: App, feeds: FeedPolling): BoundFlows =>
  bindFlows(FLOWS, [
    ...editionFlowActions(editionFlowDeps(app, feeds)),
    ...feedsFlowActions(feeds),
    ...backupFlowActions(app),
    ...doctorFlowActions(app),
    ...retentionFlowActions({ ...app, elsewhere, journals: () => retainJournals(app) }),
  ]);

/** The small flows, and when each is due. */
export const recurringFlows = (
  app: Pick<App, 'db' | 'clock' | 'config'>,
  feeds: Pick<FeedPolling, 'dueSlot'>,
): Recurring[] => [
  { flow: 'partner-feeds', dueSlot: () => feeds.dueSlot() },
  { flow: 'retention', dueSlot: (now) => nightlySlot(app, retentionFlow, now) },
  {
    flow: 'backup',
    dueSlot: async (now) =>
      app.config.backupDir === undefined ? undefined : nightlySlot(app, backupFlow, now),
  },
  { flow: 'doctor', dueSlot: (now) => nightlySlot(app, doctorFlow, now) },
];

/** Slots count from when this was first seen, as with the other recurrences. */
async function nightlySlot(
  { db, config: { timeZone } }: Pick<App, 'db' | 'config'>,
  { name, trigger: { cron } }: typeof retentionFlow | typeof backupFlow | typeof doctorFlow,
  now: Date,
): Promise<Date | undefined> {
  const since = await settleSetting(db, `${name}-since: ${cron} ${timeZone}`, now.toISOString());
  return latestSlot({ cron, timeZone }, new Date(since), now);
}

function editionFlowDeps(app: App, feeds: FeedPolling): EditionFlowDeps {
  const { db, clock, queue, log, config } = app;
  return {
    db,
    clock,
    queue,
    log,
    approval: config.approval,
    render: renderingOf(config),
    compile: mailCompiler(app),
    putBefore: (edition) => putBefore(app, edition, { kind: 'flow' }),
    remind: (edition) => remind(app, edition),
    tellChanged: (tx, edition, changes) => tellChanged(app, tx, { edition, changes }),
    canary: config.canary,
    recall: recalling(app),
    poll: async () => ({ feeds: await feeds.all() }),
    check: (edition) => check(app, edition),
    hubSaid: (edition) => hubSaid(app, 'edition.published', edition),
  };
}

/** What stops an edition, and for the run's history how much there is to judge. */
async function check(app: App, edition: EditionNumber): ReturnType<EditionFlowDeps['check']> {
  const { findings, variants } = await preflight(app, edition, app.rendering);
  const blocking = findings.filter(({ level }) => level === 'error').map(({ message }) => message);
  const largest = Math.max(0, ...variants.map(({ octets }) => octets));
  return { blocking, outputs: { findings, variants: variants.length, largest } };
}
