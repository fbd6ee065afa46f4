import { type Context, Hono } from 'hono';
import { ArticlesTogetherPage, type TogetherVerb } from '../../../templates/web/desk/articles-together.tsx';
import { acceptArticle, declineArticle, holdArticle, showArticle } from '../../articles/index.ts';
import { articleId, fault, isFault, paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import { articleSize } from './article.tsx';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

const VERBS: readonly TogetherVerb[] = ['accept', 'hold', 'decline'];
/** As many as a page of the list has. */
const MOST = 50;

type Asked = { verb: TogetherVerb; ids: string[]; words?: string; error?: string };

/** Decides on several articles at once, after asking. */
export function togetherRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const judge = mayOnly('article.judge');
  routes.get(paths.desk.articlesTogether.route, judge, (c) => {
    const verb = verbOf(c.req.query('do'));
    return ask(deps, c, { verb, ids: c.req.queries('id') ?? [] });
  });
  routes.post(paths.desk.articlesTogether.route, judge, articleSize, async (c) => {
    const form = await readForm(c);
    const verb = verbOf(form.text('do'));
    const [words, ids] = [form.text('words'), form.text('ids').split(',')];
    const by = c.get('actor');
    try {
      for (const id of numbers(ids)) {
        if (verb === 'accept') await acceptArticle(deps, articleId(id), by);
        else if (verb === 'hold') await holdArticle(deps, articleId(id), { by });
        else await declineArticle(deps, articleId(id), { reason: words, by });
      }
    } catch (error) {
      if (!isFault(error) || error.code !== 'invalid') throw error;
      return ask(deps, c, { verb, ids, words, error: error.message });
    }
    return leadTo(c, c.get('site'), { address: paths.desk.articles(), status: 303 });
  });
  return routes;
}

function verbOf(text: string | undefined): TogetherVerb {
  const found = VERBS.find((verb) => verb === text);
  if (found) return found;
  throw fault('invalid', 'Choose what to do with the articles on their list.');
}

const numbers = (ids: readonly string[]) =>
  ids
    .filter((id) => /^\d{1,9}$/.test(id))
    .slice(0, MOST)
    .map(Number);

async function ask({ db }: DeskDeps, c: Context<SignedInEnv>, { verb, ids, words = '', error }: Asked) {
  const chosen = numbers(ids);
  if (chosen.length === 0) throw fault('invalid', 'No article is chosen: tick some in the list first.');
  const articles = await Promise.all(chosen.map((id) => showArticle(db, articleId(id))));
  const site = c.get('site');
  return deskPage(c, {
    at: 'articles',
    title: 'Articles',
    problems: error === undefined ? [] : [{ field: 'words', message: error }],
    body: <ArticlesTogetherPage {...{ site, verb, articles, words, error }} />,
    ...(error === undefined ? {} : { status: 422 as const }),
  });
}
