import { type Context, Hono } from 'hono';
import { changeLanguageFor, sendLinkFor, showReader } from '../../../subscribers/index.ts';
import type { DeskProblem } from '../../../templates/web/desk/page.tsx';
import { SubscriberPage } from '../../../templates/web/desk/subscriber.tsx';
import { record } from '../../acts/index.ts';
import { fault, isFault, paths, subscriberId } from '../../core/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { askAct, backToReader, doAct, howOf } from './subscriber-acts.tsx';
import { type ShownReader, subscriberView } from './subscriber-view.ts';

type C = Context<SignedInEnv>;

/** `/desk/subscribers/ID`: what is held about one reader, why an edition did not come, and what may be done at their wish. */
export function subscriberRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { subscriber, subscriberLink, subscriberAct } = paths.desk;
  const changes = mayOnly('readers.change');
  routes.get(subscriber.route, mayOnly('readers.see'), async (c) =>
    showOne(c, deps, await readerIn(c, deps)),
  );
  routes.post(subscriberLink.route, changes, async (c) => {
    const shown = await readerIn(c, deps);
    try {
      await sendLinkFor(deps, shown.reader.id, howOf(c));
    } catch (error) {
      if (!isFault(error)) throw error;
      return showOne(c, deps, shown, { field: 'main', message: error.message });
    }
    return backToReader(c, shown.reader.id, 'link');
  });
  routes.post(paths.desk.subscriberLanguage.route, changes, formSize, async (c) => {
    const { reader } = await readerIn(c, deps);
    const asked = (await readForm(c)).text('language');
    const language = deps.config.languages.find((name) => name === asked);
    if (language === undefined)
      throw fault(
        'invalid',
        'The publication does not have that language: LANGUAGES names those that it has.',
      );
    await changeLanguageFor(deps, reader.id, { language, how: howOf(c) });
    return backToReader(c, reader.id, 'language');
  });
  routes.get(subscriberAct.route, changes, async (c) => askAct(c, await readerIn(c, deps)));
  routes.post(subscriberAct.route, changes, formSize, async (c) => doAct(c, deps, await readerIn(c, deps)));
  return routes;
}

/** @throws Fault `not-found` */
async function readerIn(c: C, deps: DeskDeps): Promise<ShownReader> {
  const shown = await showReader(deps, subscriberId(Number(c.req.param('id'))));
  if (!shown)
    throw fault('not-found', 'There is no such reader: look for their address in the list of subscribers.');
  return shown;
}

/** What the page says of the act that led to it. */
const DONE: Readonly<Record<string, string>> = {
  link: 'The link to their preferences is on its way to them.',
  language: 'They are written to in that language from now on.',
  unsubscribe: 'Unsubscribed.',
  suppress: 'Suppressed.',
  lift: 'The suppression is lifted.',
  erase: 'Erased.',
};

async function showOne(c: C, deps: DeskDeps, shown: ShownReader, problem?: DeskProblem) {
  const { id } = shown.reader;
  const look = { act: 'reader.looked-at', by: c.get('actor'), subject: id, params: {} } as const;
  await deps.db.transaction().execute((tx) => record(tx, look, deps.clock.now()));
  const view = await subscriberView(deps, shown, { site: c.get('site'), actor: c.get('actor') });
  const said = problem ? undefined : DONE[c.req.query('done') ?? ''];
  return deskPage(c, {
    at: 'subscribers',
    title: shown.reader.email ?? `Reader ${id}`,
    body: <SubscriberPage {...view} />,
    problems: problem ? [problem] : [],
    status: problem ? 409 : 200,
    ...(said ? { done: said } : {}),
  });
}
