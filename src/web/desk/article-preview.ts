import { type Context, Hono } from 'hono';
import {
  contentNow,
  type ListedArticle,
  openWorkingCopy,
  previewContent,
  showArticle,
} from '../../articles/index.ts';
import { paths, type VersionContent } from '../../core/index.ts';
import { articleFrame } from '../article-frame.tsx';
import { idOf } from './article.tsx';
import { sectionsFor } from './article-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';

type Ctx = Context<SignedInEnv>;

/** An article as it stands in the mail, for the frame beside its fields: what is typed, else what is saved. */
export function articlePreviewRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const write = mayOnly('article.write');
  routes.get(paths.desk.articleNewPreview.route, write, (c) => preview(deps, c));
  routes.get(paths.desk.articlePreview.route, write, async (c) =>
    preview(deps, c, await showArticle(deps.db, idOf(c))),
  );
  return routes;
}

const WORDS = {
  language: 'en-GB',
  title: 'Preview',
  empty: 'Once something is written, it stands here as readers get it.',
  waits: 'The preview is not ready: no worker has made it yet. Look again in a moment.',
};

async function preview(deps: DeskDeps, c: Ctx, article?: ListedArticle) {
  const key = { person: c.get('person').id, article: article?.id ?? null };
  const copy = await openWorkingCopy(deps.db, key);
  const sections = await sectionsFor(deps.db);
  const content = copy ? previewContent(copy.typed, sections) : article && contentNow(article);
  return articleFrame(deps, c, {
    content,
    place: content ? placeOf(article, content) : { edition: null, slug: 'article' },
    words: WORDS,
  });
}

const placeOf = (article: ListedArticle | undefined, { sectionId }: VersionContent) => ({
  // In another section it stands in another place, perhaps of another edition.
  edition: article && article.section_id === sectionId ? article.edition_number : null,
  slug: article?.slug ?? 'article',
});
