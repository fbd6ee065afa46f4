import { type Context, Hono } from 'hono';
import { SectionsPage } from '../../../templates/web/desk/sections.tsx';
import { fault, paths } from '../../core/index.ts';
import { makeSection, orderSection } from '../../sections/index.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';
import { changeOne, endSection, endSectionPage, oneSectionPage } from './section.tsx';
import { atName, onwardTo, sectionRows, sectionTyped, wrongIn } from './section-fields.ts';

type C = Context<SignedInEnv>;

/** `/desk/sections`: the topics that readers choose. */
export function sectionRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { sections, sectionOrder, section, sectionEnd } = paths.desk;
  for (const under of [sections.route, `${sections.route}/*`])
    routes.use(under, mayOnly('section.change'), formSize);
  routes.get(sections.route, (c) => listPage(c, deps));
  routes.post(sections.route, (c) => add(c, deps));
  routes.post(sectionOrder.route, (c) => order(c, deps));
  routes.get(section.route, (c) => oneSectionPage(c, deps));
  routes.post(section.route, (c) => changeOne(c, deps));
  routes.get(sectionEnd.route, (c) => endSectionPage(c, deps, c.req.query('into') ?? ''));
  routes.post(sectionEnd.route, (c) => endSection(c, deps));
  return routes;
}

/** What the page says of the act that led to it. */
const DONE: Record<string, string> = {
  added: 'The section is added: readers can choose it from now on.',
  saved: 'Saved.',
  moved: 'Moved.',
  merged: 'Merged. It stands in the history of every reader whom it moved.',
  retired: 'Retired. It stands in the history of every reader who had chosen it.',
};

const movedIn = (c: C) => {
  const moved = c.req.query('moved');
  return moved === undefined ? {} : { moved };
};
const doneOf = (c: C) => DONE[c.req.query('done') ?? ''];
const NOTHING = { label: '', description: '', colour: '', language: '' };

async function listPage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const problems = again?.problems ?? [];
  const typed = again ? sectionTyped(again.form) : NOTHING;
  return deskPage(c, {
    at: 'sections',
    title: 'Sections',
    done: again ? undefined : doneOf(c),
    problems,
    ...(again ? { status: again.status } : {}),
    body: (
      <SectionsPage
        site={c.get('site')}
        {...(await sectionRows(deps))}
        typed={typed}
        problems={problems}
        {...movedIn(c)}
      />
    ),
  });
}

async function add(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  return pressed(c, {
    form,
    act: async () => {
      const wrong = wrongIn(sectionTyped(form));
      if (!wrong) await makeSection(deps, sectionTyped(form), c.get('actor'));
      return wrong;
    },
    again: (how) => listPage(c, deps, atName(how)),
    onward: onwardTo('added'),
  });
}

async function order(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  const [section = '', step] = form.text('do').split(' ');
  if (step !== 'up' && step !== 'down')
    throw fault('invalid', 'Nothing was moved: press one of the buttons beside a section.');
  return pressed(c, {
    form,
    act: async () => {
      await orderSection(deps, { section, step }, c.get('actor'));
      return undefined;
    },
    again: (how) => listPage(c, deps, how),
    onward: paths.desk.sections({ done: 'moved', moved: `${section} ${step}` }),
  });
}
