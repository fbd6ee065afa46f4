import { type Context, Hono } from 'hono';
import { EditionOverview } from '../../../templates/web/desk/edition.tsx';
import type { EditionFormProps } from '../../../templates/web/desk/edition-form.tsx';
import { may } from '../../access/index.ts';
import { articlesInOrder } from '../../articles/index.ts';
import { articleId, type EditionNumber, fault, paths, sectionSlug } from '../../core/index.ts';
import {
  addSection,
  changePage,
  type EditionProblem,
  type EditionRow,
  isFrozen,
  loadEdition,
  moveArticleWithin,
  moveSection,
  pageKey,
  pageOf,
  readTypedEdition,
  removeSection,
  type TypedEdition,
  typedEdition,
} from '../../editions/index.ts';
import { listSections } from '../../sections/index.ts';
import { leadTo } from '../canonical.ts';
import { type Form, readForm } from '../readers/form.ts';
import { numberIn } from './approval.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { editionListPage, planFromForm } from './edition-plan.tsx';
import { problemsInWords, typedInForm } from './edition-words.ts';
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

  routes.get(editions.route, (c) => editionListPage(c, deps));
  routes.post(editions.route, (c) => planFromForm(c, deps));
  routes.get(edition.route, async (c) => onePage(c, deps, await loadEdition(deps.db, numberIn(c))));
  routes.post(edition.route, (c) => change(c, deps));
  routes.post(editionOrder.route, async (c) => {
    const number = numberIn(c);
    const form = await readForm(c);
    await arrange(deps, number, form, c);
    const moved = /^(?:section|article) [a-z0-9-]+ (?:up|down)$/.exec(form.text('do'))?.[0];
    const done = { done: 'order', ...(moved === undefined ? {} : { moved }) };
    return leadTo(c, c.get('site'), { address: edition({ number }, done), status: 303 });
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

async function change(c: Ctx, deps: DeskDeps) {
  const number = numberIn(c);
  const form = await readForm(c);
  const typed = typedInForm(form);
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
  const problems = problemsInWords(again?.problems ?? []);
  const moved = c.req.query('moved');
  const body = (
    <EditionOverview
      site={c.get('site')}
      edition={{ number, cover, title, state }}
      turn={await whoseTurn(deps, row)}
      sections={await sectionsIn(deps, row)}
      {...(open && may(c.get('actor'), 'edition.write') ? { form, addable: await addable(deps, row) } : {})}
      {...(moved === undefined ? {} : { moved })}
    />
  );
  return deskPage(c, {
    at: 'editions',
    title: `Edition ${number}`,
    body,
    problems,
    done: again ? undefined : doneOf(c),
    ...(open ? { scripts: ['order.js'] } : {}),
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
  const [kind, what = '', way, place = ''] = form.text('do').split(' ');
  const to = way === 'to' && /^[1-9][0-9]{0,3}$/.test(place) ? Number(place) : way === 'down' ? 'down' : 'up';
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
