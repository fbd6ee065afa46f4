import { type Context, Hono } from 'hono';
import { EditionListPage, EditionOverview, type PlanProps } from '../../../templates/web/desk/edition.tsx';
import type { EditionFormProps } from '../../../templates/web/desk/edition-form.tsx';
import { may } from '../../access/index.ts';
import { articlesInOrder } from '../../articles/index.ts';
import { articleId, type EditionNumber, editionNumber, fault, paths, sectionSlug } from '../../core/index.ts';
import {
  addSection,
  changePage,
  type EditionProblem,
  type EditionRow,
  isFrozen,
  listEditions,
  loadEdition,
  moveArticleWithin,
  moveSection,
  pageKey,
  pageOf,
  planEdition,
  readTypedEdition,
  readTypedNumber,
  removeSection,
  type TypedEdition,
  typedEdition,
} from '../../editions/index.ts';
import { listSections } from '../../sections/index.ts';
import { leadTo } from '../canonical.ts';
import { type Form, readForm } from '../readers/form.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { formLimit, mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { whoseTurn } from './turn.ts';

type Ctx = Context<SignedInEnv>;

/** The editions; each with whose turn it is, its own page, and what it holds in which order. */
export function editionRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { editions, edition, editionOrder } = paths.desk;
  for (const { route } of [editions, edition, editionOrder]) {
    routes.post(route, formLimit, mayOnly('edition.write'));
  }

  routes.get(editions.route, (c) => listPage(c, deps));
  routes.post(editions.route, (c) => plan(c, deps));
  routes.get(edition.route, async (c) => onePage(c, deps, await loadEdition(deps.db, numberIn(c))));
  routes.post(edition.route, (c) => change(c, deps));
  routes.post(editionOrder.route, async (c) => {
    const number = numberIn(c);
    await arrange(deps, number, await readForm(c), c);
    return leadTo(c, c.get('site'), { address: `${edition({ number }, { done: 'order' })}`, status: 303 });
  });
  return routes;
}

const DONE: Readonly<Record<string, string>> = {
  planned:
    'The edition is planned. Articles that are accepted for its sections come into it when it is put together.',
  saved: 'Saved.',
  same: 'Nothing was changed, so nothing was saved.',
  order: 'The order is saved.',
};

const doneOf = (c: Ctx) => DONE[c.req.query('done') ?? ''];

type Again = {
  typed: TypedEdition;
  number?: string;
  chosen?: readonly string[];
  newSection?: string;
  problems: readonly EditionProblem[];
};

async function listPage(c: Ctx, deps: DeskDeps, again?: Again) {
  const editions = await listEditions(deps.db);
  const problems = (again?.problems ?? []).map(({ field, sentence }) => ({
    field,
    message: problemSentence(field, sentence),
  }));
  const body = (
    <EditionListPage
      site={c.get('site')}
      editions={editions}
      {...(may(c.get('actor'), 'edition.write')
        ? { plan: await planProps(deps, editions[0]?.number, again) }
        : {})}
    />
  );
  return deskPage(c, {
    at: 'editions',
    title: 'Editions',
    body,
    problems,
    ...(again ? { status: 400 } : {}),
  });
}

/** A new edition begins as the latest is: its number one more, the same sections and names. */
async function planProps(
  deps: DeskDeps,
  latest: EditionNumber | undefined,
  again?: Again,
): Promise<PlanProps> {
  const last = latest === undefined ? undefined : await loadEdition(deps.db, latest);
  const open = (await listSections(deps.db)).filter(({ retired }) => !retired);
  const usual = last ? last.sections.map(({ slug }) => String(slug)) : open.map(({ slug }) => String(slug));
  const { title = '', strapline = '', publisher = '', mailbox = '' } = last ?? {};
  return {
    number: again?.number ?? String((latest ?? 0) + 1),
    typed: again?.typed ?? typedEdition({ title, strapline, publisher, mailbox: mailbox as string }),
    chosen: again?.chosen ?? usual,
    newSection: again?.newSection ?? '',
    sections: open.map(({ slug, label }) => ({ slug, label })),
    problems: again?.problems ?? [],
  };
}

async function plan(c: Ctx, deps: DeskDeps) {
  const form = await readForm(c);
  const typed = typedFrom(form);
  const [number, newSection] = [form.text('number'), form.text('newSection')];
  const chosen = form.list('sections');
  const open = (await listSections(deps.db)).filter(({ retired, slug }) => !retired && chosen.includes(slug));
  const [read, readNumber] = [readTypedEdition(typed), readTypedNumber(number)];
  const taken =
    'number' in readNumber && (await listEditions(deps.db)).some((one) => one.number === readNumber.number);
  const problems: EditionProblem[] = [
    ...('sentence' in readNumber ? [{ field: 'number', sentence: readNumber.sentence } as const] : []),
    ...(taken
      ? [{ field: 'number', sentence: 'is taken by another edition: choose another.' } as const]
      : []),
    ...(read.problems ?? []),
    ...(open.length === 0 && newSection === ''
      ? [{ field: 'sections', sentence: 'are missing: choose at least one, or name a new one.' } as const]
      : []),
  ];
  if (problems.length > 0 || !read.page || !('number' in readNumber)) {
    return listPage(c, deps, { typed, number, chosen, newSection, problems });
  }
  const planned = editionNumber(readNumber.number);
  const sections = open.map(({ slug }) => slug);
  await planEdition(deps, { number: planned, page: read.page, sections, newSection, by: c.get('actor') });
  return leadTo(c, c.get('site'), {
    address: paths.desk.edition({ number: planned }, { done: 'planned' }),
    status: 303,
  });
}

const typedFrom = (form: Form) =>
  typedEdition(Object.fromEntries(Object.keys(typedEdition({})).map((name) => [name, form.text(name)])));

async function change(c: Ctx, deps: DeskDeps) {
  const number = numberIn(c);
  const form = await readForm(c);
  const typed = typedFrom(form);
  const row = await loadEdition(deps.db, number);
  const read = readTypedEdition(typed);
  if (!read.page) return onePage(c, deps, row, { typed, problems: read.problems });
  const done = await changePage(deps, number, {
    page: read.page,
    began: form.text('began'),
    by: c.get('actor'),
  });
  if ('conflict' in done) return onePage(c, deps, done.conflict, { typed, problems: [], theirs: true });
  const address = paths.desk.edition({ number }, { done: done.changed.length > 0 ? 'saved' : 'same' });
  return leadTo(c, c.get('site'), { address, status: 303 });
}

type Typed = { typed: TypedEdition; problems: readonly EditionProblem[]; theirs?: true };

async function onePage(c: Ctx, deps: DeskDeps, row: EditionRow, again?: Typed) {
  const { number, state, cover, title } = row;
  const open = !isFrozen(state) && state !== 'cancelled';
  const stored = typedEdition(pageOf(row));
  const form: EditionFormProps = {
    typed: again?.typed ?? stored,
    began: pageKey(row),
    problems: again?.problems ?? [],
    ...(again?.theirs ? { theirs: stored } : {}),
  };
  const problems = (again?.problems ?? []).map(({ field, sentence }) => ({
    field,
    message: problemSentence(field, sentence),
  }));
  const body = (
    <EditionOverview
      site={c.get('site')}
      edition={{ number, cover, title, state }}
      turn={await whoseTurn(deps, row)}
      sections={await sectionsIn(deps, row)}
      {...(open && may(c.get('actor'), 'edition.write') ? { form, addable: await addable(deps, row) } : {})}
    />
  );
  return deskPage(c, {
    at: 'editions',
    title: `Edition ${number}`,
    body,
    problems,
    done: again ? undefined : doneOf(c),
    ...(again?.theirs ? { status: 409 } : again ? { status: 400 } : {}),
  });
}

async function sectionsIn({ db }: DeskDeps, { number, sections }: EditionRow) {
  const articles = await articlesInOrder(db, number);
  const known = await listSections(db);
  return sections.map(({ slug, label }) => {
    const own = known.find((section) => section.slug === slug)?.id;
    return {
      slug: String(slug),
      label,
      articles: articles
        .filter(({ section }) => section === own)
        .map(({ id, headline }) => ({ id, headline })),
    };
  });
}

const addable = async ({ db }: DeskDeps, { sections }: EditionRow) =>
  (await listSections(db))
    .filter(({ retired, slug }) => !retired && !sections.some((own) => own.slug === slug))
    .map(({ slug, label }) => ({ slug: String(slug), label }));

/** One button of the list: what it moves, and where to. */
async function arrange(deps: DeskDeps, number: EditionNumber, form: Form, c: Ctx): Promise<void> {
  const by = c.get('actor');
  const [kind, what = '', way] = form.text('do').split(' ');
  const to = way === 'down' ? 'down' : 'up';
  if (kind === 'section') return moveSection(deps, number, { slug: sectionSlug(what), to, by });
  if (kind === 'article' && !/^[0-9]{1,9}$/.test(what)) throw fault('invalid', 'Press one of the buttons.');
  if (kind === 'article')
    return moveArticleWithin(deps, number, { article: articleId(Number(what)), to, by });
  if (kind === 'remove') return removeSection(deps, number, { slug: sectionSlug(what), by });
  if (kind !== 'add') throw fault('invalid', 'Press one of the buttons.');
  const [slug, label] = [form.text('section'), form.text('newSection')];
  if (label === '' && slug === '') throw fault('invalid', 'Choose a section, or name a new one.');
  return addSection(deps, number, { by, ...(label === '' ? { slug: sectionSlug(slug) } : { label }) });
}

const NAMES: Readonly<Record<EditionProblem['field'], string>> = {
  number: 'Edition number',
  cover: 'Cover date',
  title: 'Title',
  strapline: 'Strapline',
  preheader: 'Preheader',
  welcome: 'Welcome',
  publisher: 'Publisher',
  mailbox: 'Mailbox',
  sections: 'Sections',
};

const problemSentence = (field: EditionProblem['field'], sentence: string) => `${NAMES[field]} ${sentence}`;
