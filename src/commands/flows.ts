import { flowsNow } from '../compose/flow-list.ts';
import { nobodyWorks } from '../compose/idle-runs.ts';
import { runNow } from '../compose/run-now.ts';
import { actorName, type FlowName, localTime, sayReason } from '../core/index.ts';
import { type FlowNow, turnFlow } from '../flows/index.ts';
import { say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

export const flowsList = ({ json }: { json?: boolean }) =>
  withApp(async (app) => {
    const found = (await flowsNow(app)).map(told);
    if (json) return sayJson(found);
    const time = (at: Date | null) => localTime(at, app.config.timeZone);
    say(
      table([
        ['flow', '', 'started by', 'next', 'last run', ''],
        ...found.map(({ flow, on, startedBy, next, lastRun }) => [
          flow,
          on ? 'on' : 'off',
          startedBy,
          next ? time(next) : '–',
          lastRun ? `${lastRun.state}, started ${time(lastRun.startedAt)}` : 'none yet',
          lastRun?.reason ?? '',
        ]),
      ]),
    );
  });

const turning = (on: boolean) => (flow: FlowName) =>
  acting('flow.change', OPERATOR, async (app, by) => {
    const turned = await turnFlow(app, { flow, on, by });
    const is = on ? 'on' : 'off';
    say(turned ? `The flow ${flow} is ${is}.` : `The flow ${flow} was ${is} already.`);
    if (!on) say('What it has begun goes on; slots that come meanwhile start nothing later.');
  });

export const flowsOn = turning(true);
export const flowsOff = turning(false);

export const flowsRun = (flow: FlowName, { json }: { json?: boolean }) =>
  acting('flow.change', OPERATOR, async (app, by) => {
    const run = await runNow(app, { flow, by });
    if (json) return sayJson({ run: run.id, edition: run.edition_number });
    const of = run.edition_number === null ? flow : `edition ${run.edition_number}`;
    say(`Run ${run.id} of ${of} has begun: \`quarterly runs show ${run.id}\` says how it goes.`);
    const idle = await nobodyWorks(app);
    if (idle) say(idle);
  });

const told = ({ flow, isOn, turned, startedBy, next, actions, last }: FlowNow) => ({
  flow,
  on: isOn,
  switched: turned ? { at: turned.at, by: actorName(turned.by) } : null,
  startedBy,
  next: next ?? null,
  actions,
  lastRun: last
    ? {
        id: last.id,
        state: last.state,
        startedAt: last.started_at,
        finishedAt: last.finished_at,
        reason: last.reason && sayReason(last.reason, 'terminal'),
      }
    : null,
});
