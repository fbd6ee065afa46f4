import { type Context, Hono } from 'hono';
import { ConfirmForm } from '../../../templates/web/components/index.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { RunPage } from '../../../templates/web/desk/run.tsx';
import { requireMay } from '../../access/index.ts';
import { fault, paths, type RunId, runId } from '../../core/index.ts';
import { deliveryReport, sendingGate } from '../../delivery/index.ts';
import {
  acknowledgeRun,
  cancelRunNumbered,
  pauseRun,
  resubmitRunNumbered,
  resumeRun,
  showRun,
} from '../../flows/index.ts';
import { type Form, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { SignedInEnv } from './deps.ts';
import type { FlowPagesDeps } from './flows.tsx';
import { tellLive } from './live.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { viewRun } from './run-view.ts';

/** `/desk/runs/ID`: one run, as it is now. */
export function runRoutes(deps: FlowPagesDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.run.route, (c) => show(c, deps, idIn(c)));
  routes.post(paths.desk.run.route, formSize, async (c) => {
    const id = idIn(c);
    const form = await readForm(c);
    if (form.text('do') === 'cancel' && form.text('sure') !== 'yes') return askCancel(c, deps, id);
    return pressed(c, {
      form,
      act: () => act(c, deps, id, form),
      again: (how) => show(c, deps, id, how),
      onward: paths.desk.run({ id }, { done: form.text('do') }),
    });
  });
  routes.get(paths.desk.runState.route, async (c) => {
    const id = idIn(c);
    await showRun(deps.db, id);
    return tellLive(c, deps, async () => {
      const { shown, live } = await viewRun(deps, id, c.get('actor'));
      return { data: JSON.stringify({ shown, moving: live }), moving: live };
    });
  });
  return routes;
}

const idIn = (c: Context<SignedInEnv>): RunId => runId(Number(c.req.param('id')));

async function act(
  c: Context<SignedInEnv>,
  deps: FlowPagesDeps,
  id: RunId,
  form: Form,
): Promise<DeskProblem | undefined> {
  const by = c.get('actor');
  requireMay(by, 'run.stop');
  const { db, clock, queue } = deps;
  const stopDeps = { db, clock, queue, gate: sendingGate };
  switch (form.text('do')) {
    case 'resubmit':
      await resubmitRunNumbered(deps, { id, by });
      return undefined;
    case 'acknowledge': {
      const words = form.text('words').trim();
      if (words === '') return { field: 'words', message: 'Enter how it was dealt with' };
      await acknowledgeRun(deps, { id, by, words });
      return undefined;
    }
    case 'pause':
      await pauseRun(stopDeps, { edition: await editionOf(deps, id), by });
      return undefined;
    case 'resume':
      await resumeRun(stopDeps, { edition: await editionOf(deps, id), by });
      return undefined;
    case 'cancel':
      await cancelRunNumbered(stopDeps, { id, by });
      return undefined;
  }
  throw fault('invalid', 'Press one of the buttons.');
}

async function editionOf({ db }: FlowPagesDeps, id: RunId) {
  const { edition_number: edition, state } = await showRun(db, id);
  if (edition === null) throw fault('conflict', `Run ${id} is ${state}, and cannot be paused: cancel it.`);
  return edition;
}

/** Nothing takes a cancelled run back. */
async function askCancel(c: Context<SignedInEnv>, { db }: FlowPagesDeps, id: RunId): Promise<Response> {
  requireMay(c.get('actor'), 'run.stop');
  const { edition_number: edition } = await showRun(db, id);
  const report = edition === null ? undefined : await deliveryReport(db, edition);
  const sent = report ? `${report.sent} of ${report.planned} mails have left, and stay where they are.` : '';
  const rest = edition === null ? 'What it has done stays.' : 'Nothing more of it is sent, to nobody.';
  return deskPage(c, {
    at: 'flows',
    title: `Cancel run ${id}`,
    body: (
      <ConfirmForm
        question={`Do you want to cancel run ${id}?`}
        action="Cancel this run"
        harmful
        fields={{ do: 'cancel', sure: 'yes' }}
        cancel={{ href: c.get('site').at(paths.desk.run({ id })), content: 'Go back to the run' }}
      >
        <p>{`It ends for good. ${rest} ${report && report.planned > 0 ? sent : ''}`}</p>
        {edition !== null && <p>To stop it for a while, pause it instead.</p>}
      </ConfirmForm>
    ),
  });
}

const DONE: Readonly<Record<string, string>> = {
  resubmit: 'It is tried again.',
  acknowledge: 'It is dealt with. Nobody is told of it any more.',
  pause: 'It is paused. What is in flight is finished.',
  resume: 'It goes on.',
  cancel: 'It is cancelled.',
};

async function show(
  c: Context<SignedInEnv>,
  deps: FlowPagesDeps,
  id: RunId,
  again?: PressedAgain,
): Promise<Response> {
  const view = await viewRun(deps, id, c.get('actor'));
  const done = DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'flows',
    title: `Run ${id}`,
    body: (
      <RunPage
        site={c.get('site')}
        {...view}
        problems={again?.problems ?? []}
        typed={again?.form.text('words') ?? ''}
      />
    ),
    problems: again?.problems ?? [],
    ...(view.live ? { scripts: ['live.js'] } : {}),
    ...(again ? { status: again.status } : {}),
    ...(done && !again ? { done } : {}),
  });
}
