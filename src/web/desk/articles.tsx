import { type Context, Hono } from 'hono';
import { STATUS_WORDS } from '../../../templates/web/desk/article-words.ts';
import {
  type ArticleRowView,
  ArticlesPage,
  type ArticlesView,
} from '../../../templates/web/desk/articles.tsx';
import { may } from '../../access/index.ts';
import { type ArticleQuery, type FoundArticles, findArticles } from '../../articles/index.ts';
import { type ArticleStatus, type Clock, editionNumber, paths } from '../../core/index.ts';
import { listEditions } from '../../editions/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { momentOf } from './moment-of.ts';
import { deskPage } from './page.tsx';

/** The list of all articles. */
export function articleListRoutes({ db, clock }: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.get(paths.desk.articles.route, mayOnly('article.write'), async (c) => {
    const query = queryOf(c);
    const [found, book, editions] = await Promise.all([
      findArticles(db, query),
      openSectionBook(db),
      listEditions(db),
    ]);
    const sections = book.live.map(({ slug, label }) => ({ slug, label }));
    const numbers = editions.map(({ number }) => number);
    const view = viewOf(c, { clock, query, found, sections, editions: numbers });
    return deskPage(c, { at: 'articles', title: 'Articles', body: <ArticlesPage {...view} /> });
  });
  return routes;
}

const ORDERS: readonly ArticleQuery['order'][] = ['changed', 'newest', 'oldest', 'headline'];
const isStatus = (text: string | undefined): text is ArticleStatus =>
  text !== undefined && Object.hasOwn(STATUS_WORDS, text);

function queryOf(c: Context): ArticleQuery {
  const [words, status, section, edition] = ['q', 'status', 'section', 'edition'].map((name) =>
    (c.req.query(name) ?? '').trim().slice(0, 200),
  );
  return {
    order: ORDERS.find((order) => order === c.req.query('order')) ?? 'changed',
    page: Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1)),
    ...(words ? { words } : {}),
    ...(isStatus(status) ? { status } : {}),
    ...(section ? { section } : {}),
    ...(edition === 'none' ? { edition: null } : {}),
    ...(/^\d{1,9}$/.test(edition ?? '') ? { edition: editionNumber(Number(edition)) } : {}),
  };
}

type Shown = Pick<ArticlesView, 'sections' | 'editions'> & {
  clock: Clock;
  query: ArticleQuery;
  found: FoundArticles;
};

function viewOf(c: Context<SignedInEnv>, { clock, query, found, sections, editions }: Shown): ArticlesView {
  const site = c.get('site');
  const all = [...found.counts.values()].reduce((sum, count) => sum + count, 0);
  const { order, page, words, status, section, edition } = query;
  const asked = {
    words: words ?? '',
    status: status ?? '',
    section: section ?? '',
    edition: edition === null ? 'none' : String(edition ?? ''),
    order,
  };
  const to = (change: { status?: string; page?: number }) => {
    const { words: q, ...rest } = { ...asked, ...change };
    const given = Object.entries({ q, ...rest }).filter(([, value]) => value !== '' && value !== 1);
    return site.at(paths.desk.articles(Object.fromEntries(given)));
  };
  const isBare = [words, status, section, edition].every((one) => one === undefined);
  return {
    site,
    articles: found.articles.map(
      ({ updatedAt, ...article }): ArticleRowView => ({
        ...article,
        changed: momentOf(updatedAt, { clock, site }),
      }),
    ),
    counts: (Object.keys(STATUS_WORDS) as ArticleStatus[]).flatMap((one) => {
      const count = found.counts.get(one) ?? 0;
      return count === 0 && one !== status
        ? []
        : [{ status: one, count, href: to({ status: one }), current: one === status }];
    }),
    all: { count: all, href: to({ status: '' }), current: status === undefined },
    asked,
    sections,
    editions,
    total: found.total,
    empty: isBare && all === 0,
    mayJudge: may(c.get('actor'), 'article.judge'),
    pager: {
      page,
      pages: found.pages,
      ...(page > 1 ? { previous: to({ page: page - 1 }) } : {}),
      ...(page < found.pages ? { next: to({ page: page + 1 }) } : {}),
    },
  };
}
