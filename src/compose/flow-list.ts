import { nextSlot } from '../adapters/queue/cadence.ts';
import { nextEditions } from '../calendar/index.ts';
import type { Clock, Database } from '../core/index.ts';
import { FLOWS, type FlowDefinition, type FlowNow, listRuns, switchOf } from '../flows/index.ts';
import { type CalendarConfig, calendarReading } from './calendar.ts';

type Deps = {
  db: Database;
  clock: Clock;
  config: CalendarConfig & { feedsCadence: string };
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
    next: isOn ? await nextStart({ db, clock, config }, { name, cron }) : undefined,
    actions: actions.map((action) => action.name),
    last,
  };
}

/** That of the edition starts before the send date that its cadence gives. */
async function nextStart(
  deps: Deps,
  { name, cron }: { name: FlowDefinition['name']; cron: string },
): Promise<Date | undefined> {
  if (name !== 'edition') return nextSlot({ cron, timeZone: deps.config.timeZone }, deps.clock.now());
  const [next] = await nextEditions(calendarReading(deps), 1);
  return next?.dates.assembly;
}
