import { type Context, Hono } from 'hono';
import {
  ConflictPage,
  type FieldChange,
  VersionPage,
} from '../../../templates/web/desk/article-versions.tsx';
import { FIELD_LABELS, HOW_WORDS } from '../../../templates/web/desk/article-words.ts';
import { may } from '../../access/index.ts';
import {
  contentNow,
  listVersions,
  loadVersion,
  openWorkingCopy,
  restoreVersion,
  showArticle,
  typedFrom,
  typedOf,
} from '../../articles/index.ts';
import {
  type Database,
  paths,
  TYPED_FIELDS,
  type Typed,
  type TypedField,
  type VersionContent,
} from '../../core/index.ts';
import { compareWords } from '../../rendering/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import { idOf, toArticle } from './article.tsx';
import { whoOf } from './article-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { momentOf } from './moment-of.ts';
import { deskPage } from './page.tsx';

type Ctx = Context<SignedInEnv>;

/** Versions of an article, and two texts that were written at once. */
export function articleVersionRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const write = mayOnly('article.write');
  routes.get(paths.desk.articleVersion.route, write, (c) => version(deps, c));
  routes.post(paths.desk.articleVersion.route, write, async (c) => {
    const id = idOf(c);
    const number = Number(c.req.param('version'));
    const { outcome } = await restoreVersion(deps, id, { number, by: c.get('actor') });
    return toArticle(c, id, outcome === 'saved' ? 'restored' : 'unchanged');
  });
  routes.get(paths.desk.articleConflict.route, write, (c) => conflict(deps, c));
  return routes;
}

async function version({ db, clock }: DeskDeps, c: Ctx) {
  const [id, site, number] = [idOf(c), c.get('site'), Number(c.req.param('version'))];
  const article = await showArticle(db, id);
  const found = await loadVersion(db, id, number);
  const typed = await fieldsOf(db);
  const before = number > 1 ? typed((await loadVersion(db, id, number - 1)).content) : typedFrom({});
  const [then, now] = [typed(found.content), typed(contentNow(article))];
  const view = {
    site,
    id,
    number,
    headline: article.headline,
    who: whoOf(found.actor),
    how: HOW_WORDS[found.how],
    at: momentOf(found.at, { clock, site }),
    words: found.words,
    changes: changedFields(before, then),
    sinceThen: changedFields(then, now),
    mayRestore: may(c.get('actor'), 'article.write'),
  };
  return deskPage(c, { at: 'articles', title: `Version ${number}`, body: <VersionPage {...view} /> });
}

/** As the fields would show it; a section that has ended is named by its slug all the same. */
export async function fieldsOf(db: Database): Promise<(content: VersionContent) => Typed> {
  const book = await openSectionBook(db);
  const label = (content: VersionContent) =>
    book.everything.find(({ id }) => id === content.sectionId)?.label ?? '';
  return (content) => typedOf(content, label(content));
}

export const changedFields = (before: Typed, after: Typed): FieldChange[] =>
  TYPED_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    label: FIELD_LABELS[field],
    words: compareWords(shown(field, before[field]), shown(field, after[field])),
  }));

/** A picture is known by the hash of its file, of which the beginning tells two apart. */
const shown = (field: TypedField, text: string) =>
  /^picture\d?$/.test(field) && text !== '' ? `file ${text.slice(0, 8)}` : text;

async function conflict({ db, clock }: DeskDeps, c: Ctx) {
  const [id, site, person] = [idOf(c), c.get('site'), c.get('person')];
  const article = await showArticle(db, id);
  const copy = await openWorkingCopy(db, { person: person.id, article: id });
  const [newest] = await listVersions(db, id);
  if (!copy || !newest || copy.base >= newest.number) return toArticle(c, id);
  const theirs = typedOf(contentNow(article), article.section_slug);
  const yours = copy.typed;
  const view = {
    site,
    id,
    headline: article.headline,
    theirs: { number: newest.number, who: whoOf(newest.by), at: momentOf(newest.at, { clock, site }) },
    fields: TYPED_FIELDS.filter((field) => theirs[field] !== yours[field]).map((field) => ({
      label: FIELD_LABELS[field],
      theirs: shown(field, theirs[field]),
      yours: shown(field, yours[field]),
      words: compareWords(shown(field, theirs[field]), shown(field, yours[field])),
    })),
    typed: yours,
  };
  return deskPage(c, {
    at: 'articles',
    title: 'Somebody else has changed this article too',
    body: <ConflictPage {...view} />,
  });
}
