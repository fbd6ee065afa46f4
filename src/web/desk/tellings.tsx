import { type Context, Hono } from 'hono';
import { TellingsPage, type TellingView } from '../../../templates/web/desk/tellings.tsx';
import { may, requireMay } from '../../access/index.ts';
import { type EditionNumber, fault, isFault, paths } from '../../core/index.ts';
import {
  type ArticleChange,
  approveTelling,
  countToTell,
  dropTelling,
  type WaitingTelling,
  waitingTellings,
} from '../../delivery/index.ts';
import { loadEdition } from '../../editions/index.ts';
import { lastChange } from '../../publishing/index.ts';
import { type Form, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

/** `/desk/editions/N/tellings`: whether the readers of an edition are told of a change by a mail of its own. */
export function tellingRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { route } = paths.desk.tellings;
  routes.get(route, (c) => show(c, deps, numberIn(c)));
  routes.post(route, formSize, async (c) => {
    const number = numberIn(c);
    await loadEdition(deps.db, number);
    const form = await readForm(c);
    return pressed(c, {
      form,
      act: async () => {
        await decide(c, deps, number, form);
        return undefined;
      },
      again: (how) => show(c, deps, number, how),
      onward: paths.desk.tellings({ number }, { done: form.text('do') }),
    });
  });
  return routes;
}

const waitingOf = async ({ db }: DeskDeps, number: EditionNumber) =>
  (await waitingTellings(db)).filter(({ edition }) => edition === number);

async function decide(c: Context<SignedInEnv>, deps: DeskDeps, number: EditionNumber, form: Form) {
  const by = c.get('actor');
  const id = Number(form.text('telling'));
  const telling = (await waitingOf(deps, number)).find((one) => one.id === id);
  if (!telling)
    throw fault('conflict', 'Somebody has decided on it already: what still waits is on this page.');
  switch (form.text('do')) {
    case 'approve': {
      requireMay(by, 'telling.approve');
      const change = await changeNow(deps, telling);
      if (!change)
        throw fault('conflict', 'The article was changed since, so nobody was told: ask for the mail anew.');
      await approveTelling(deps, change, by);
      return;
    }
    case 'drop':
      requireMay(by, 'telling.ask');
      await dropTelling(deps, telling, by);
      return;
  }
  throw fault('invalid', 'Press one of the buttons.');
}

/** The change as the archive tells it now; nothing where it is another one than that which was asked for. */
async function changeNow({ db }: DeskDeps, telling: WaitingTelling): Promise<ArticleChange | undefined> {
  try {
    const change = { ...(await lastChange(db, telling)), edition: telling.edition };
    return change.about === telling.about ? change : undefined;
  } catch (error) {
    if (isFault(error)) return undefined;
    throw error;
  }
}

const DONE: Readonly<Record<string, string>> = {
  approve: 'They are told: the mails go now.',
  drop: 'Nobody is told.',
};

async function viewOf(deps: DeskDeps, telling: WaitingTelling): Promise<TellingView> {
  const change = await changeNow(deps, telling);
  const { id, headline, askedBy, since, content } = telling;
  const { note, takenDown } = content;
  const readers = change && (await countToTell(deps.db, change));
  return { id, headline, askedBy, since, note, takenDown, ...(readers === undefined ? {} : { readers }) };
}

async function show(c: Context<SignedInEnv>, deps: DeskDeps, number: EditionNumber, again?: PressedAgain) {
  await loadEdition(deps.db, number);
  const actor = c.get('actor');
  const tellings: TellingView[] = [];
  for (const telling of await waitingOf(deps, number)) tellings.push(await viewOf(deps, telling));
  const done = DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'editions',
    title: `Tell readers of changes in edition ${number}`,
    body: (
      <TellingsPage
        site={c.get('site')}
        number={number}
        tellings={tellings}
        mayApprove={may(actor, 'telling.approve')}
        mayDrop={may(actor, 'telling.ask')}
      />
    ),
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
    ...(done && !again ? { done } : {}),
  });
}
