import { setTimeout as delay } from 'node:timers/promises';
import type { Context } from 'hono';
import { raw } from 'hono/html';
import { standardTheme } from '../../templates/theme.ts';
import type { EditionNumber, VersionContent } from '../core/index.ts';
import { articleSnapshot } from '../editions/index.ts';
import { makeShellJob } from '../jobs/index.ts';
import { articleMail } from '../rendering/index.ts';
import type { WebDeps } from './deps.ts';
import { framedMail } from './framed-mail.ts';

type Deps = Pick<WebDeps, 'db' | 'queue' | 'theme'> & {
  config: Pick<WebDeps['config'], 'publicUrl' | 'languages'>;
};
type Shown = {
  /** `undefined`: nothing is written yet. */
  content: VersionContent | undefined;
  place: { edition: EditionNumber | null; slug: string };
  words: { language: string; title: string; empty: string; waits: string };
};

/** One article as it stands in the mail, as a document for a frame of our own pages; a sentence where there is none. */
export async function articleFrame(
  { db, queue, config, theme = standardTheme }: Deps,
  c: Context,
  { content, place, words }: Shown,
) {
  if (!content) return sentencePage(c, words, words.empty);
  const snapshot = await articleSnapshot(db, content, place);
  const options = { publicUrl: config.publicUrl, theme, languages: config.languages };
  const show = () => articleMail(db, snapshot, options);
  const language = snapshot.language ?? theme.language;
  const mail =
    (await show()) ??
    (await made(show, () => queue.enqueue(makeShellJob, { language }, { key: `make-shell-${language}` })));
  return mail ? framedMail(c, mail.html) : sentencePage(c, words, words.waits);
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

/** A sentence in place of a mail. */
const sentencePage = (c: Context, { language, title }: Shown['words'], sentence: string) =>
  framedMail(
    c,
    (
      <>
        {raw('<!doctype html>')}
        <html lang={language}>
          <head>
            <meta charset="utf-8" />
            <title>{title}</title>
            <meta name="color-scheme" content="light dark" />
          </head>
          <body style="font:1rem/1.5 sans-serif;padding:1rem">
            <p>{sentence}</p>
          </body>
        </html>
      </>
    ).toString(),
  );
