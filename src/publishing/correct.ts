import {
  type Clock,
  type CorrectedText,
  canonicalJson,
  cleanDeep,
  type Database,
  type EditionNumber,
  type EmailAddress,
  fault,
  oneLine,
  slugify,
} from '../core/index.ts';
import { loadSnapshot } from '../editions/index.ts';
import { articlesOf, overlay, textOfArticle } from './overlay.ts';
import { indexRows } from './publish.ts';
import { insertCorrection, lockEditionState, OPEN_STATES, replaceIndex, selectCorrections } from './store.ts';

export type CorrectionRequest = {
  edition: EditionNumber;
  /** The slug of the article: one that it has, or ever had. */
  article: string;
  /** What is left out stays as readers have it now; what is `undefined` goes. */
  content: { [K in keyof CorrectedText]?: CorrectedText[K] | undefined };
  /** What was wrong, in a sentence that readers see. */
  note: string;
  by: EmailAddress;
};

/**
 * Corrects an article that readers have already got. The snapshot and the sent mails stay as they are; pages, feeds
 * and search show the new words, with the note and what changed. A new headline gives a new address, and every
 * earlier one leads there.
 * @throws Fault `not-found`; `conflict` before the edition is sent; `invalid` without a note or a change.
 */
export async function correctArticle(
  { db, clock }: { db: Database; clock: Clock },
  request: CorrectionRequest,
): Promise<{ slug: string }> {
  const { edition: number, by } = request;
  const note = oneLine(request.note);
  if (note === '')
    throw fault('invalid', 'Say in a sentence what was wrong: readers see it with the article.');
  return db.transaction().execute(async (trx) => {
    const state = await lockEditionState(trx, number);
    const frozen = state && OPEN_STATES.includes(state) ? await loadSnapshot(trx, number) : undefined;
    if (!frozen) {
      throw fault(
        'conflict',
        `Edition ${number} has not been sent yet: change the article itself, not by a correction.`,
      );
    }
    const before = await selectCorrections(trx, number);
    const articles = articlesOf(overlay(frozen, before, true));
    const target = articles.find(({ slug, formerSlugs }) => [slug, ...formerSlugs].includes(request.article));
    if (!target) {
      throw fault(
        'not-found',
        `Edition ${number} has no article “${request.article}”. These are its articles:`,
        articles.map(({ slug, headline }) => `${slug} (${headline})`),
      );
    }
    const content = cleanDeep(changed(textOfArticle(target), request.content), ['body']);
    if (canonicalJson(textOfArticle(target)) === canonicalJson(content)) {
      throw fault('invalid', 'The file says what the article already says, so there is nothing to correct.');
    }
    const taken = [
      ...before.filter(({ article }) => article !== target.article).map(({ slug }) => slug),
      ...articles.filter((other) => other !== target).flatMap(({ article, slug }) => [article, slug]),
    ];
    const slug = target.headline === content.headline ? target.slug : freeSlug(content.headline, taken);
    const at = clock.now();
    await insertCorrection(trx, { edition: number, article: target.article, slug, content, note, by, at });
    if (state === 'published') {
      const after = [...before, { article: target.article, slug, content, note, at }];
      await replaceIndex(trx, number, indexRows(overlay(frozen, after, true)));
    }
    return { slug };
  });
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
