import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, type Db, type EditionNumber, type EditionState, fault, oneLine } from '../core/index.ts';
import {
  downIn,
  endTakedown,
  type FrozenSnapshot,
  insertTakedown,
  loadSnapshot,
  selectTakedowns,
  withoutArticles,
} from '../editions/index.ts';
import type { ReadingArticle } from '../rendering/index.ts';
import { requireArticle } from './correct.ts';
import { articlesOf, overlay } from './overlay.ts';
import { indexEdition } from './publish.ts';
import { lockEditionState, READABLE_STATES, selectCorrections } from './store.ts';

export type TakeDownDeps = ActDeps & {
  /** Compiles what will stand, so that sending need not wait for it. */
  render(trx: Db, standing: FrozenSnapshot): Promise<unknown>;
  /** Has every worker give back what it holds of the edition and begin anew from what stands. */
  interrupt(trx: Db, edition: EditionNumber): Promise<void>;
};

export type TakeDownRequest = {
  edition: EditionNumber;
  /** A slug that the article has or ever had. */
  article: string;
  /** For the record; readers do not see it. */
  reason: string;
  /** A sentence that readers see in the article's place. */
  notice?: string;
  by: Actor;
};

/** An article that was taken down or put back; `state` is its edition's. */
export type Moved = { slug: string; headline: string; state: EditionState; image?: string };

/**
 * Takes an article of an approved edition down: its page and pictures answer 410, it is in no list, feed, search or
 * sitemap, and mails that have not gone leave it out. The snapshot stays; the record says who, when and why.
 * @throws Fault `not-found`; `conflict` before approval or when it is down already; `invalid` without a reason.
 */
export async function takeDownArticle(deps: TakeDownDeps, request: TakeDownRequest): Promise<Moved> {
  const { edition, by } = request;
  const [reason, notice] = [oneLine(request.reason), oneLine(request.notice ?? '')];
  if (reason === '') throw fault('invalid', 'Say in a sentence why: it is kept on record.');
  return act(deps, async (trx, at) => {
    const found = await find(trx, request);
    const { article, down, headline, slug } = found;
    if (down.includes(article)) throw fault('conflict', `“${headline}” (${slug}) is taken down already.`);
    await insertTakedown(trx, edition, { article, reason, notice: notice || null, by, at });
    await record(trx, { act: 'edition.article-taken-down', by, subject: edition, params: { article } }, at);
    return follow(deps, trx, { ...found, down: [...down, article] });
  });
}

/**
 * Puts an article back where it was: same address, same pictures, same place in the feeds.
 * @throws Fault `not-found`; `conflict` when it is not down.
 */
export async function putBackArticle(
  deps: TakeDownDeps,
  request: { edition: EditionNumber; article: string; by: Actor },
): Promise<Moved> {
  return act(deps, async (trx, at) => {
    const found = await find(trx, request);
    const { article, down, headline, slug } = found;
    if (!down.includes(article)) {
      throw fault('conflict', `“${headline}” (${slug}) is not taken down, so there is nothing to put back.`);
    }
    const { edition, by } = request;
    await endTakedown(trx, edition, { article, by, at });
    await record(trx, { act: 'edition.article-put-back', by, subject: edition, params: { article } }, at);
    return follow(deps, trx, { ...found, down: down.filter((one) => one !== article) });
  });
}

type Found = ReadingArticle & { state: EditionState; frozen: FrozenSnapshot; down: string[] };

async function find(trx: Db, request: { edition: EditionNumber; article: string }): Promise<Found> {
  const { edition } = request;
  const state = await lockEditionState(trx, edition);
  const approved = state === 'approved' || (state !== undefined && READABLE_STATES.includes(state));
  const frozen = approved ? await loadSnapshot(trx, edition) : undefined;
  if (!frozen || !state) {
    throw fault(
      state ? 'conflict' : 'not-found',
      state
        ? `Edition ${edition} is ${state}, so no reader has its articles: decline or withdraw the article instead (\`quarterly articles list\`).`
        : `There is no edition ${edition}: \`quarterly edition list\` shows all.`,
    );
  }
  const corrections = await selectCorrections(trx, edition);
  const articles = articlesOf(overlay(frozen, { corrections, takedowns: [], listed: true }));
  const down = downIn(await selectTakedowns(trx, edition));
  return { ...requireArticle(articles, request), state, frozen, down };
}

/** What follows from it, in the same transaction: search, what mails are made from, and the workers that hold some. */
async function follow(deps: TakeDownDeps, trx: Db, found: Found): Promise<Moved> {
  const { state, frozen, down, slug, headline, image } = found;
  if (state === 'published') await indexEdition(trx, frozen);
  if (state === 'approved' || state === 'sending') await deps.render(trx, withoutArticles(frozen, down));
  await deps.interrupt(trx, frozen.snapshot.number);
  return { slug, headline, state, ...(image ? { image: image.hash } : {}) };
}
