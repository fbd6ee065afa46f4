import { type Context, Hono } from 'hono';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { SendPage } from '../../../templates/web/desk/send.tsx';
import { may, requireMay } from '../../access/index.ts';
import { type EditionNumber, fault, isFault, parseEmailAddress, paths } from '../../core/index.ts';
import { sendingGate, sendTestCopies } from '../../delivery/index.ts';
import { draftSnapshot, loadEdition, scheduleSending, stopSending } from '../../editions/index.ts';
import { pauseRun, resumeRun } from '../../flows/index.ts';
import { type Form, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { tellLive } from './live.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { audienceOf, sendingState } from './sending-state.ts';
import { zonedTime } from './zoned-time.ts';

/** Above so many readers a wrong button costs too much: the number is typed. */
const ASKS_NUMBER_ABOVE = 1_000;

/** When an edition is sent, and how far it is. */
export function sendRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.use(paths.desk.send.route, formSize);
  routes.get(paths.desk.send.route, (c) => show(c, deps, numberIn(c)));

  routes.get(paths.desk.sendProgress.route, async (c) => {
    const number = numberIn(c);
    await loadEdition(deps.db, number);
    return tellLive(c, deps, async () => {
      const state = await sendingState(deps, number);
      return { data: JSON.stringify(state), moving: state.moving };
    });
  });

  routes.post(paths.desk.send.route, async (c) => {
    const number = numberIn(c);
    const form = await readForm(c);
    return pressed(c, {
      form,
      act: () => act(c, deps, number, form),
      again: (how) => show(c, deps, number, how),
      onward: paths.desk.send({ number }, { done: form.text('do') }),
    });
  });
  return routes;
}

async function act(
  c: Context<SignedInEnv>,
  deps: DeskDeps,
  number: EditionNumber,
  form: Form,
): Promise<DeskProblem | undefined> {
  const by = c.get('actor');
  const { db, clock, queue, config } = deps;
  switch (form.text('do')) {
    case 'test': {
      requireMay(by, 'edition.send-test');
      const to = readAddress(form);
      if ('field' in to) return to;
      await sendTestCopies(deps, { edition: number, to: [to.address], by });
      return undefined;
    }
    case 'now':
    case 'schedule': {
      requireMay(by, 'edition.send');
      const wrong = await wrongNumber(deps, number, form);
      if (wrong) return wrong;
      const at =
        form.text('do') === 'now'
          ? undefined
          : zonedTime(form.text('date'), form.text('time'), config.timeZone);
      if (at === null)
        return { field: 'date', message: 'Enter a date and a time, such as 2 March 2027 at 09:00' };
      await scheduleSending(deps, number, { by, holdMinutes: config.sendHoldMinutes, ...(at ? { at } : {}) });
      return undefined;
    }
    case 'stop':
      requireMay(by, 'run.stop');
      if (!(await stopSending(deps, number, by)))
        await pauseRun({ db, clock, queue, gate: sendingGate }, { edition: number, by });
      return undefined;
    case 'go-on':
      requireMay(by, 'run.stop');
      await resumeRun({ db, clock, queue, gate: sendingGate }, { edition: number, by });
      return undefined;
  }
  throw fault('invalid', 'Press one of the buttons.');
}

function readAddress(form: Form): { address: ReturnType<typeof parseEmailAddress> } | DeskProblem {
  try {
    return { address: parseEmailAddress(form.text('email')) };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { field: 'email', message: form.text('email') === '' ? 'Enter an email address' : error.message };
  }
}

async function wrongNumber(
  deps: DeskDeps,
  number: EditionNumber,
  form: Form,
): Promise<DeskProblem | undefined> {
  const { total } = await audienceOf(deps, (await draftSnapshot(deps, number)).snapshot);
  if (total <= ASKS_NUMBER_ABOVE || form.text('number') === String(number)) return undefined;
  return { field: 'number', message: 'Type the number of this edition, to be sure that it is this one' };
}

const DONE: Readonly<Record<string, string>> = {
  test: 'The copy is on its way.',
  now: 'Its time has come. It is held for a while first.',
  schedule: 'Its time is set.',
  stop: 'It is stopped.',
  'go-on': 'It goes on.',
};

const TYPED = ['email', 'number', 'date', 'time'] as const;

async function show(
  c: Context<SignedInEnv>,
  deps: DeskDeps,
  number: EditionNumber,
  again?: PressedAgain,
): Promise<Response> {
  const actor = c.get('actor');
  const edition = await loadEdition(deps.db, number);
  const audience = await audienceOf(deps, (await draftSnapshot(deps, number)).snapshot);
  const state = await sendingState(deps, number);
  const done = DONE[c.req.query('done') ?? ''];
  const typed = again ? Object.fromEntries(TYPED.map((name) => [name, again.form.text(name)])) : {};
  return deskPage(c, {
    at: 'editions',
    title: `Send edition ${number}`,
    body: (
      <SendPage
        site={c.get('site')}
        number={number}
        state={state}
        sendable={edition.state === 'approved' && edition.send_at === null}
        audience={audience}
        holdMinutes={deps.config.sendHoldMinutes}
        asksNumber={audience.total > ASKS_NUMBER_ABOVE}
        maySend={may(actor, 'edition.send')}
        mayTest={may(actor, 'edition.send-test') && edition.state !== 'cancelled'}
        typed={typed}
        problems={again?.problems ?? []}
      />
    ),
    problems: again?.problems ?? [],
    ...(state.moving ? { scripts: ['sending.js'] } : {}),
    ...(again ? { status: again.status } : {}),
    ...(done && !again ? { done } : {}),
  });
}
