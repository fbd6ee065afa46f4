import { setTimeout as delay } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { raw } from 'hono/html';
import { standardTheme } from '../../../templates/theme.ts';
import {
  contentNow,
  type ListedArticle,
  openWorkingCopy,
  previewContent,
  showArticle,
} from '../../articles/index.ts';
import { paths, type VersionContent } from '../../core/index.ts';
import { articleSnapshot } from '../../editions/index.ts';
import { makeShellJob } from '../../jobs/index.ts';
import { articleMail } from '../../rendering/index.ts';
import { idOf } from './article.tsx';
import { sectionsFor } from './article-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { framedMail } from './framed-mail.ts';
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

async function preview(
  { db, queue, config, theme = standardTheme }: DeskDeps,
  c: Ctx,
  article?: ListedArticle,
) {
  const key = { person: c.get('person').id, article: article?.id ?? null };
  const copy = await openWorkingCopy(db, key);
  const sections = await sectionsFor(db);
  const content = copy ? previewContent(copy.typed, sections) : article && contentNow(article);
  if (!content) return page(c, 'Once something is written, it stands here as readers get it.');
  const snapshot = await articleSnapshot(db, content, placeOf(article, content));
  const options = { publicUrl: config.publicUrl, theme };
  const show = () => articleMail(db, snapshot, options);
  const language = snapshot.language ?? theme.language;
  const mail =
    (await show()) ??
    (await made(show, () => queue.enqueue(makeShellJob, { language }, { key: `make-shell-${language}` })));
  return mail
    ? framedMail(c, mail.html)
    : page(c, 'The preview is not ready: no worker has made it yet. Look again in a moment.');
}

const LOOK_MS = 200;
/** What a worker needs to load the compiler, and some more. A frame without scripts cannot ask again by itself. */
const PATIENCE_MS = 8_000;

/** Waits for what a worker makes, the first time that a look is asked for. */
async function made<T>(
  show: () => Promise<T | undefined>,
  ring: () => Promise<unknown>,
): Promise<T | undefined> {
  await ring();
  const until = performance.now() + PATIENCE_MS;
  let found: T | undefined;
  while (found === undefined && performance.now() < until) {
    await delay(LOOK_MS);
    found = await show();
  }
  return found;
}

const placeOf = (article: ListedArticle | undefined, { sectionId }: VersionContent) => ({
  // In another section it stands in another place, perhaps of another edition.
  edition: article && article.section_id === sectionId ? article.edition_number : null,
  slug: article?.slug ?? 'article',
});

/** A sentence in place of a mail. */
const page = (c: Ctx, sentence: string) =>
  framedMail(
    c,
    (
      <>
        {raw('<!doctype html>')}
        <html lang="en-GB">
          <head>
            <meta charset="utf-8" />
            <title>Preview</title>
            <meta name="color-scheme" content="light dark" />
          </head>
          <body style="font:1rem/1.5 sans-serif;padding:1rem">
            <p>{sentence}</p>
          </body>
        </html>
      </>
    ).toString(),
  );
