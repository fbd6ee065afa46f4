import { nextSlot } from '../adapters/queue/cadence.ts';
import type { Clock, Database } from '../core/index.ts';
import { FLOWS, type FlowDefinition, type FlowNow, listRuns, switchOf } from '../flows/index.ts';

type Deps = {
  db: Database;
  clock: Clock;
  config: { cadence: string; feedsCadence: string; timeZone: string };
};

/** Every flow as it is now: what starts it, whether it does, when next, and its latest run. */
export const flowsNow = (deps: Deps): Promise<FlowNow[]> =>
  Promise.all(FLOWS.map((flow) => flowNow(deps, flow)));

async function flowNow(
  { db, clock, config }: Deps,
  { name, trigger, actions }: FlowDefinition,
): Promise<FlowNow> {
  const options = { CADENCE: config.cadence, FEEDS_CADENCE: config.feedsCadence };
  const cron = 'option' in trigger ? options[trigger.option] : trigger.cron;
  const [last] = await listRuns(db, name, 1);
  const turned = await switchOf(db, name);
  const isOn = turned?.isOn ?? true;
  return {
    flow: name,
    isOn,
    turned,
    startedBy: 'option' in trigger ? `${trigger.option} (${cron})` : cron,
    next: isOn ? nextSlot({ cron, timeZone: config.timeZone }, clock.now()) : undefined,
    actions: actions.map((action) => action.name),
    last,
  };
}
