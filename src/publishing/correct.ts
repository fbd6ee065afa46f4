import { type ActDeps, act, record } from '../acts/index.ts';
import {
  type Actor,
  type CorrectedText,
  canonicalJson,
  cleanDeep,
  type Database,
  type Db,
  type EditionNumber,
  fault,
  GRAMMAR,
  oneLine,
  slugify,
} from '../core/index.ts';
import { downIn, loadSnapshot, selectTakedowns } from '../editions/index.ts';
import { type ChangedPart, changedParts, type ReadingArticle } from '../rendering/index.ts';
import { articlesOf, overlay, textOfArticle } from './overlay.ts';
import { indexEdition } from './publish.ts';
import { insertCorrection, lockEditionState, READABLE_STATES, selectCorrections } from './store.ts';

export type CorrectionRequest = {
  edition: EditionNumber;
  /** The slug of the article: one that it has, or ever had. */
  article: string;
  /** What is left out stays as readers have it now; what is `undefined` goes. */
  content: { [K in keyof CorrectedText]?: CorrectedText[K] | undefined };
  /** What was wrong, in a sentence that readers see. */
  note: string;
  by: Actor;
};

/**
 * Corrects an article that readers have already got. The snapshot and the sent mails stay as they are; pages, feeds
 * and search show the new words, with the note and what changed. A new headline gives a new address, and every
 * earlier one leads there.
 * @throws Fault `not-found`; `conflict` before the edition is sent; `invalid` without a note or a change.
 */
export async function correctArticle(deps: ActDeps, request: CorrectionRequest): Promise<{ slug: string }> {
  const { edition: number, by } = request;
  const note = oneLine(request.note);
  if (note === '')
    throw fault('invalid', 'Say in a sentence what was wrong: readers see it with the article.');
  return act(deps, async (trx, at) => {
    const { state, frozen, article, slug, after, grammar } = await decideCorrection(trx, request);
    await insertCorrection(trx, { edition: number, article, slug, content: after, grammar, note, by, at });
    if (state === 'published') await indexEdition(trx, frozen);
    await record(trx, { act: 'edition.article-corrected', by, subject: number, params: { article } }, at);
    return { slug };
  });
}

/** What readers would see change, part by part; nothing is written. @throws Fault as `correctArticle` */
export async function previewCorrection(
  { db }: { db: Database },
  request: Pick<CorrectionRequest, 'edition' | 'article' | 'content'>,
): Promise<ChangedPart[]> {
  const { before, after, printed, grammar } = await db
    .transaction()
    .execute((trx) => decideCorrection(trx, request));
  return changedParts({ ...before, grammar: printed }, { ...after, grammar });
}

async function decideCorrection(
  trx: Db,
  request: Pick<CorrectionRequest, 'edition' | 'article' | 'content'>,
) {
  const { edition: number } = request;
  const state = await lockEditionState(trx, number);
  const frozen = state && READABLE_STATES.includes(state) ? await loadSnapshot(trx, number) : undefined;
  if (!frozen) {
    throw fault(
      'conflict',
      `Edition ${number} has not been sent yet: change the article itself, not by a correction.`,
    );
  }
  const corrections = await selectCorrections(trx, number);
  const articles = articlesOf(overlay(frozen, { corrections, takedowns: [], listed: true }));
  const target = requireArticle(articles, request);
  if (downIn(await selectTakedowns(trx, number)).includes(target.article)) {
    throw fault(
      'conflict',
      `“${target.headline}” is taken down, so nobody can read a correction: \`quarterly edition put-back ${number} ${target.slug}\` first.`,
    );
  }
  const before = textOfArticle({ ...target, language: target.ownLanguage });
  const after = cleanDeep(changed(before, request.content), ['body']);
  if (canonicalJson(before) === canonicalJson(after)) {
    throw fault('invalid', 'The file says what the article already says, so there is nothing to correct.');
  }
  const taken = [
    ...corrections.filter(({ article }) => article !== target.article).map(({ slug }) => slug),
    ...articles.filter((other) => other !== target).flatMap(({ article, slug }) => [article, slug]),
  ];
  const slug = target.headline === after.headline ? target.slug : freeSlug(after.headline, taken);
  // A body that stays is printed as it was.
  const { article, grammar: printed = 1 } = target;
  const grammar = after.body === before.body ? printed : GRAMMAR;
  return { state, frozen, article, slug, before, after, printed, grammar };
}

/** The article of an edition by a slug that it has or ever had. @throws Fault `not-found` that lists them. */
export function requireArticle(
  articles: readonly ReadingArticle[],
  { edition, article }: Pick<CorrectionRequest, 'edition' | 'article'>,
): ReadingArticle {
  const target =
    articles.find(({ slug }) => slug === article) ??
    articles.find(({ formerSlugs }) => formerSlugs.includes(article));
  if (target) return target;
  throw fault(
    'not-found',
    `Edition ${edition} has no article “${article}”. These are its articles:`,
    articles.map(({ slug, headline }) => `${slug} (${headline})`),
  );
}

function changed(now: CorrectedText, change: CorrectionRequest['content']): CorrectedText {
  const {
    headline = now.headline,
    body = now.body,
    summary = '',
    links = [],
    ...rest
  } = { ...now, ...change };
  return textOfArticle({ headline, summary, body, links, ...rest });
}

/** An address that no other article of the edition has or ever had. */
function freeSlug(headline: string, taken: readonly string[]): string {
  const wanted = slugify(headline);
  let slug = wanted;
  for (let number = 2; taken.includes(slug); number += 1) slug = `${wanted.slice(0, 76)}-${number}`;
  return slug;
}
