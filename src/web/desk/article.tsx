import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { ArticleDeskPage } from '../../../templates/web/desk/article.tsx';
import type { ArticleDeskView } from '../../../templates/web/desk/article-desk-view.ts';
import { doneSentence, problemSentence } from '../../../templates/web/desk/article-words.ts';
import {
  contentNow,
  createArticle,
  dropWorkingCopy,
  feedReader,
  IMAGE_MAX_OCTETS,
  keepWorkingCopy,
  readTyped,
  saveArticle,
  showArticle,
  typedOf,
} from '../../articles/index.ts';
import {
  type ArticleId,
  articleId,
  canonicalJson,
  fault,
  paths,
  type TypedProblem,
} from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { pastedAnswer } from '../pasted.ts';
import { type ArticleInput, readArticleInput } from './article-input.ts';
import { type Asking, articleDeskView, newArticleView, type Sent, sectionsFor } from './article-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { renderingOptions } from './draft-mail.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';

type Ctx = Context<SignedInEnv>;

/** A picture and the longest story; several smaller pictures as well. */
export const articleSize = bodyLimit({
  maxSize: IMAGE_MAX_OCTETS + 2 * 1_024 * 1_024,
  onError: () => {
    throw fault(
      'invalid',
      'The pictures are too large together: send one after the other, each of at most 20 MB.',
    );
  },
});

/** Writing an article, and what is typed in it. */
export function articleRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const write = mayOnly('article.write');
  routes.get(paths.desk.articleNew.route, write, async (c) =>
    showArticlePage(c, await newArticleView(asking(deps, c))),
  );
  routes.post(paths.desk.articleNew.route, write, articleSize, (c) => post(deps, c, null));
  routes.post(paths.desk.articleNewCopy.route, write, articleSize, (c) => keep(deps, c, null));
  routes.get(paths.desk.article.route, write, async (c) =>
    showArticlePage(c, await articleDeskView(asking(deps, c), await showArticle(deps.db, idOf(c)))),
  );
  routes.post(paths.desk.article.route, write, articleSize, (c) => post(deps, c, idOf(c)));
  const readFeed = feedReader({ atOnce: 2 });
  routes.post(paths.desk.articlePaste.route, write, articleSize, (c) => pastedAnswer(c, readFeed));
  routes.post(paths.desk.articleCopy.route, write, articleSize, (c) => keep(deps, c, idOf(c)));
  return routes;
}

export const asking = (deps: DeskDeps, c: Ctx): Asking => ({
  db: deps.db,
  clock: deps.clock,
  rendering: renderingOptions(deps),
  site: c.get('site'),
  person: c.get('person'),
  actor: c.get('actor'),
});

export const idOf = (c: Ctx): ArticleId => articleId(Number(c.req.param('id')));

/** The field's id: of a picture it is its file's. */
const idOfField = (field: string) => field.replace(/^picture/, 'file');

/** The page of an article; what is wrong with what was sent comes first. */
export function showArticlePage(c: Ctx, view: ArticleDeskView, status?: 422) {
  const problems = (view.form?.problems ?? []).map((problem) => ({
    field: idOfField(problem.field),
    message: problemSentence(problem),
  }));
  const said = view.said.error === undefined ? [] : [{ field: 'said', message: view.said.error }];
  return deskPage(c, {
    at: 'articles',
    title: view.title,
    problems: [...problems, ...said],
    done: doneSentence(c.req.query('done')),
    scripts: ['article.js'],
    body: <ArticleDeskPage {...view} />,
    ...(status ? { status } : {}),
  });
}

/** Where an article is, with what has just been done to it. */
export const toArticle = (c: Ctx, id: ArticleId | null, done?: string) => {
  const query = done === undefined ? {} : { done };
  const path = id === null ? paths.desk.articleNew(query) : paths.desk.article({ id }, query);
  return leadTo(c, c.get('site'), { address: path, status: 303 });
};

type Input = ArticleInput & { problems: TypedProblem[] };

async function post(deps: DeskDeps, c: Ctx, id: ArticleId | null) {
  const key = { person: c.get('person').id, article: id };
  const input = await readArticleInput(c, deps.db);
  if (input.do === 'discard') {
    await dropWorkingCopy(deps.db, key);
    return toArticle(c, id, 'discarded');
  }
  if (input.do === 'preview' || input.do === 'merge') {
    await keepWorkingCopy(deps, key, input);
    return input.problems.length > 0 ? again(deps, c, id, input) : toArticle(c, id, 'kept');
  }
  return save(deps, c, id, input);
}

/** Nothing that was typed is lost: what cannot be saved is kept as it is. */
async function save(deps: DeskDeps, c: Ctx, id: ArticleId | null, input: Input) {
  const key = { person: c.get('person').id, article: id };
  const { content, problems = [] } = readTyped(input.typed, await sectionsFor(deps.db));
  if (!content || input.problems.length > 0) {
    await keepWorkingCopy(deps, key, input);
    return again(deps, c, id, { ...input, problems: [...input.problems, ...problems] });
  }
  const writer = { by: c.get('actor'), how: 'desk', ...(input.words ? { words: input.words } : {}) } as const;
  const write = () =>
    id === null
      ? createArticle(deps, content, writer)
      : saveArticle(deps, id, { content, base: input.base, writer });
  const written = await write().catch(async (error: unknown) => {
    await keepWorkingCopy(deps, key, input);
    throw error;
  });
  if (written.outcome === 'conflict') {
    await keepWorkingCopy(deps, key, input);
    return leadTo(c, c.get('site'), {
      address: paths.desk.articleConflict({ id: written.article }),
      status: 303,
    });
  }
  await dropWorkingCopy(deps.db, key);
  const done = written.outcome === 'unchanged' ? 'unchanged' : input.do === 'version' ? 'version' : 'saved';
  return toArticle(c, written.article, done);
}

async function again(deps: DeskDeps, c: Ctx, id: ArticleId | null, { typed, base, problems }: Input) {
  const sent: Sent = { typed, base, problems };
  const view =
    id === null
      ? await newArticleView(asking(deps, c), sent)
      : await articleDeskView(asking(deps, c), await showArticle(deps.db, id), { sent });
  return showArticlePage(c, view, 422);
}

/** What is typed, as it is typed. Answers without a page. */
async function keep(deps: DeskDeps, c: Ctx, id: ArticleId | null) {
  const key = { person: c.get('person').id, article: id };
  const { typed, base } = await readArticleInput(c, deps.db);
  const article = id === null ? undefined : await showArticle(deps.db, id);
  const saved = article && typedOf(contentNow(article), article.section_slug);
  if (saved && canonicalJson(saved) === canonicalJson(typed)) await dropWorkingCopy(deps.db, key);
  else await keepWorkingCopy(deps, key, { typed, base });
  return c.body(null, 204);
}
