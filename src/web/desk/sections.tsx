import { type Context, Hono } from 'hono';
import { listSectionReaders, sectionReaders } from '../../../subscribers/index.ts';
import { SectionEndPage } from '../../../templates/web/desk/section-end.tsx';
import { OneSectionPage, type SectionRowView, SectionsPage } from '../../../templates/web/desk/sections.tsx';
import { countArticlesBySection, listFeeds } from '../../articles/index.ts';
import { fault, paths, sentenceOf } from '../../core/index.ts';
import {
  changeSection,
  changeSectionFields,
  describeSection,
  LONGEST_DESCRIPTION,
  makeSection,
  orderSection,
  previewSectionChange,
  readColour,
  readLanguage,
  type SectionChange,
} from '../../sections/index.ts';
import { type Form, readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

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
  routes.get(section.route, (c) => onePage(c, deps));
  routes.post(section.route, (c) => change(c, deps));
  routes.get(sectionEnd.route, (c) => endPage(c, deps, c.req.query('into') ?? ''));
  routes.post(sectionEnd.route, (c) => end(c, deps));
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
const onwardTo = (done: string) => paths.desk.sections({ done });
const doneOf = (c: C) => DONE[c.req.query('done') ?? ''];
const typedIn = (form: Form) => ({
  label: form.text('label'),
  description: form.text('description'),
  colour: form.text('colour'),
  language: form.text('language'),
});
const NOTHING = { label: '', description: '', colour: '', language: '' };

async function read(deps: DeskDeps) {
  const [{ sections, all }, articles] = await Promise.all([
    listSectionReaders(deps.db),
    countArticlesBySection(deps.db),
  ]);
  const labels = new Map(sections.map(({ slug, label }) => [String(slug), label]));
  const open = sections
    .filter(({ retired }) => !retired)
    .map(
      ({ id, slug, label, description, colour, language, chosenBy }): SectionRowView => ({
        slug,
        label,
        description,
        colour: colour ?? '',
        language: language ?? '',
        chosenBy,
        articles: articles.get(id) ?? { all: 0, waiting: 0 },
      }),
    );
  const ended = sections
    .filter(({ retired }) => retired)
    .map(({ label, mergedIntoSlug: into }) => ({
      label,
      into: into === null ? undefined : (labels.get(into) ?? into),
    }));
  return { open, ended, readersOfAll: all };
}

async function listPage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const problems = again?.problems ?? [];
  const typed = again ? typedIn(again.form) : NOTHING;
  return deskPage(c, {
    at: 'sections',
    title: 'Sections',
    done: again ? undefined : doneOf(c),
    problems,
    ...(again ? { status: again.status } : {}),
    body: (
      <SectionsPage
        site={c.get('site')}
        {...(await read(deps))}
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
      const wrong = wrongIn(typedIn(form));
      if (!wrong) await makeSection(deps, typedIn(form), c.get('actor'));
      return wrong;
    },
    again: (how) => listPage(c, deps, atName(how)),
    onward: onwardTo('added'),
  });
}

/** What a room refuses of these forms is about the name; what can be wrong with the other fields is asked before. */
const atName = (how: PressedAgain): PressedAgain => ({
  ...how,
  problems: how.problems.map(({ field, message }) => ({
    field: field === 'main' ? 'label' : field,
    message,
  })),
});

function wrongIn({ description, colour, language }: Omit<ReturnType<typeof typedIn>, 'label'>) {
  if (description.length > LONGEST_DESCRIPTION)
    return {
      field: 'description',
      message: `Shorten the description to ${LONGEST_DESCRIPTION} characters.`,
    };
  return (
    wrongField('colour', () => readColour(colour)) ?? wrongField('language', () => readLanguage(language))
  );
}

function wrongField(field: string, read: () => unknown) {
  try {
    read();
    return undefined;
  } catch (error) {
    return { field, message: sentenceOf(error) };
  }
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

/** @throws Fault `not-found` */
async function openSection(c: C, deps: DeskDeps) {
  const { open, readersOfAll } = await read(deps);
  const section = open.find(({ slug }) => slug === c.req.param('slug'));
  if (!section) throw fault('not-found', 'This section has ended, or never was.');
  return { section, readersOfAll, others: open.filter((one) => one !== section) };
}

async function onePage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const found = await openSection(c, deps);
  const { label, description, colour, language } = found.section;
  const typed = again ? typedIn(again.form) : { label, description, colour, language };
  const problems = again?.problems ?? [];
  return deskPage(c, {
    at: 'sections',
    title: label,
    problems,
    ...(again ? { status: again.status } : {}),
    body: <OneSectionPage site={c.get('site')} {...found} typed={typed} problems={problems} />,
  });
}

async function change(c: C, deps: DeskDeps) {
  const { section } = await openSection(c, deps);
  const form = await readForm(c);
  const { label, description, colour, language } = typedIn(form);
  const [by, slug] = [c.get('actor'), section.slug];
  return pressed(c, {
    form,
    act: async () => {
      const wrong = wrongIn({ description, colour, language });
      if (wrong) return wrong;
      if (label !== section.label)
        await changeSection({ ...deps, sectionReaders }, { kind: 'rename', section: slug, label }, by);
      await describeSection(deps, { section: slug, description }, by);
      // A page that was opened before it had these fields says nothing of them.
      if (form.has('colour')) await changeSectionFields(deps, { section: slug, colour, language }, by);
      return undefined;
    },
    again: (how) => onePage(c, deps, atName(how)),
    onward: onwardTo('saved'),
  });
}

const ending = (section: string, into: string): SectionChange =>
  into === '' ? { kind: 'retire', section } : { kind: 'merge', section, into };

async function endPage(c: C, deps: DeskDeps, into: string, again?: PressedAgain) {
  const { section, others } = await openSection(c, deps);
  const readers = await previewSectionChange({ ...deps, sectionReaders }, ending(section.slug, into));
  const feeds = (await listFeeds(deps.db)).filter(({ section_slug }) => section_slug === section.slug);
  return deskPage(c, {
    at: 'sections',
    title: `End ${section.label}`,
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
    body: (
      <SectionEndPage
        site={c.get('site')}
        slug={section.slug}
        label={section.label}
        into={others.find(({ slug }) => slug === into)}
        readers={readers}
        waiting={section.articles.waiting}
        feeds={feeds.length}
      />
    ),
  });
}

async function end(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  const into = form.text('into');
  const wanted = ending(c.req.param('slug') ?? '', into);
  return pressed(c, {
    form,
    act: async () => {
      await changeSection({ ...deps, sectionReaders }, wanted, c.get('actor'));
      return undefined;
    },
    again: (how) => endPage(c, deps, '', how),
    onward: onwardTo(into === '' ? 'retired' : 'merged'),
  });
}
