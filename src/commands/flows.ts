import { nextSlot } from '../adapters/queue/cadence.ts';
import type { App } from '../compose/app.ts';
import { localTime, sayReason } from '../core/index.ts';
import { FLOWS, type FlowDefinition, listRuns } from '../flows/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { withApp } from './with-app.ts';

export const flowsList = ({ json }: { json?: boolean }) =>
  withApp(async (app) => {
    const found = await Promise.all(FLOWS.map((flow) => shown(app, flow)));
    if (json) return sayJson(found);
    const time = (at: Date | null) => localTime(at, app.config.timeZone);
    say(
      table([
        ['flow', 'started by', 'next', 'last run', ''],
        ...found.map(({ flow, startedBy, next, lastRun }) => [
          flow,
          startedBy,
          time(next),
          lastRun ? `${lastRun.state}, started ${time(lastRun.startedAt)}` : 'none yet',
          lastRun?.reason ?? '',
        ]),
      ]),
    );
  });

async function shown({ db, clock, config }: App, { name, trigger, actions }: FlowDefinition) {
  const options = { CADENCE: config.cadence, FEEDS_CADENCE: config.feedsCadence };
  const cron = 'option' in trigger ? options[trigger.option] : trigger.cron;
  const [last] = await listRuns(db, name, 1);
  return {
    flow: name,
    startedBy: 'option' in trigger ? `${trigger.option} (${cron})` : cron,
    next: nextSlot({ cron, timeZone: config.timeZone }, clock.now()) ?? null,
    actions: actions.map((action) => action.name),
    lastRun: last
      ? {
          id: last.id,
          state: last.state,
          startedAt: last.started_at,
          finishedAt: last.finished_at,
          reason: last.reason && sayReason(last.reason, 'terminal'),
        }
      : null,
  };
}
