import { type Context, Hono } from 'hono';
import { FLOW_TITLES, RUN_STATES } from '../../../templates/web/desk/flow-words.ts';
import {
  FlowRunsPage,
  FlowsPage,
  type ShownFlow,
  type ShownRun,
} from '../../../templates/web/desk/flows.tsx';
import { deskTime } from '../../../templates/web/desk/moments.ts';
import { may, requireMay } from '../../access/index.ts';
import { actorName, type FlowName, fault, paths, type RunState } from '../../core/index.ts';
import {
  type FlowNow,
  type FlowsPort,
  listSlots,
  type Run,
  selectRuns,
  turnFlow,
} from '../../flows/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { sayLocally } from './say-locally.ts';

const PAGE = 50;
/** Slots that are looked through for those that started nothing. */
const SLOTS = 20;

export type FlowPagesDeps = DeskDeps & { flows: FlowsPort };
type Time = { now: Date; timeZone: string };

/** `/desk/flows`: what happens by itself, and the runs of each. */
export function flowRoutes(deps: FlowPagesDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.flows.route, (c) => showFlows(c, deps));
  routes.post(paths.desk.flows.route, formSize, async (c) => {
    const form = await readForm(c);
    const by = c.get('actor');
    requireMay(by, 'flow.change');
    const flow = flowNamedIn(form.text('flow'));
    const what = form.text('do');
    if (what === 'run') {
      requireMay(by, flow === 'edition' ? 'edition.send' : 'flow.change');
      let started: Run | undefined;
      const answer = await pressed(c, {
        form,
        act: async () => {
          started = await deps.flows.run({ flow, by });
          return undefined;
        },
        again: (how) => showFlows(c, deps, how),
        onward: paths.desk.flows(),
      });
      if (!started) return answer;
      return leadTo(c, c.get('site'), { address: paths.desk.run({ id: started.id }), status: 303 });
    }
    if (what !== 'on' && what !== 'off') throw fault('invalid', 'Press one of the buttons.');
    await turnFlow(deps, { flow, on: what === 'on', by });
    return leadTo(c, c.get('site'), { address: paths.desk.flows({ done: what }), status: 303 });
  });
  routes.get(paths.desk.flowRuns.route, (c) => showRuns(c, deps));
  return routes;
}

const DONE: Readonly<Record<string, string>> = {
  on: 'It starts by itself again, from its next time on.',
  off: 'It starts nothing by itself. What it has begun goes on.',
};

async function showFlows(
  c: Context<SignedInEnv>,
  deps: FlowPagesDeps,
  again?: PressedAgain,
): Promise<Response> {
  const time = { now: deps.clock.now(), timeZone: deps.config.timeZone };
  const flows = (await deps.flows.list()).map((flow) => shownFlow(flow, time));
  const done = DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'flows',
    title: 'Flows',
    body: <FlowsPage site={c.get('site')} flows={flows} mayChange={may(c.get('actor'), 'flow.change')} />,
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
    ...(done && !again ? { done } : {}),
  });
}

function shownFlow({ flow, isOn, turned, startedBy, next, last }: FlowNow, time: Time): ShownFlow {
  return {
    flow,
    isOn,
    turned:
      turned &&
      `turned ${turned.isOn ? 'on' : 'off'} by ${actorName(turned.by)}, ${deskTime(turned.at, time)}`,
    startedBy,
    next: next ? deskTime(next, time) : 'never',
    last: last && shownRun(last, time),
  };
}

function shownRun(run: Run, time: Time): ShownRun {
  const { id, state, edition_number: edition, started_at, finished_at, trigger, reason } = run;
  return {
    id,
    state,
    edition: edition ?? undefined,
    started: deskTime(started_at, time),
    finished: finished_at ? deskTime(finished_at, time) : '–',
    startedBy: trigger === 'schedule' ? 'by itself' : 'by hand',
    why: reason ? sayLocally(reason, time) : undefined,
  };
}

async function showRuns(c: Context<SignedInEnv>, deps: FlowPagesDeps): Promise<Response> {
  const flow = flowNamedIn(c.req.param('flow') ?? '');
  const asked = c.req.query('state') ?? '';
  const state = asked in RUN_STATES ? (asked as RunState) : undefined;
  const before = Number(c.req.query('before')) || undefined;
  const found = await selectRuns(deps.db, { flow, state, before }, PAGE + 1);
  const time = { now: deps.clock.now(), timeZone: deps.config.timeZone };
  const runs = found.slice(0, PAGE);
  const slots = flow === 'edition' && before === undefined ? await listSlots(deps.db, SLOTS) : [];
  return deskPage(c, {
    at: 'flows',
    title: `Runs: ${FLOW_TITLES[flow].toLowerCase()}`,
    body: (
      <FlowRunsPage
        site={c.get('site')}
        flow={flow}
        state={state ?? ''}
        runs={runs.map((run) => shownRun(run, time))}
        older={found.length > PAGE ? runs.at(-1)?.id : undefined}
        slots={slots
          .filter(({ outcome: { code } }) => code !== 'slot-started' && code !== 'slot-had-run')
          .map(({ slot, outcome }) => ({ at: deskTime(slot, time), what: sayLocally(outcome, time) }))}
      />
    ),
  });
}

function flowNamedIn(name: string): FlowName {
  if (name in FLOW_TITLES) return name as FlowName;
  throw fault('not-found', 'There is no flow of that name.');
}
