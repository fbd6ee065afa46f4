import { type ArticleState, type EditionState, fault } from '../core/index.ts';

/** What a person or the flow can do to an article. */
export type ArticleVerb = 'submit' | 'accept' | 'ask' | 'hold' | 'decline' | 'withdraw' | 'publish';

type Move = { from: readonly ArticleState[]; to: ArticleState };

/** A declined article may be accepted after all: editors change their minds before an edition closes. */
const MOVES: Record<ArticleVerb, Move> = {
  submit: { from: ['draft'], to: 'submitted' },
  accept: { from: ['draft', 'submitted', 'declined'], to: 'accepted' },
  /** Its writer has it again. */
  ask: { from: ['submitted', 'accepted', 'declined'], to: 'draft' },
  /** It waits to be accepted, so that no edition takes it meanwhile, one that an older process assembles neither. */
  hold: { from: ['draft', 'accepted', 'declined'], to: 'submitted' },
  decline: { from: ['draft', 'submitted', 'accepted'], to: 'declined' },
  withdraw: { from: ['draft', 'submitted', 'accepted'], to: 'withdrawn' },
  publish: { from: ['accepted'], to: 'published' },
};

const OPEN_EDITION: readonly EditionState[] = ['planned', 'assembled', 'cancelled'];

/**
 * The state after `verb`; doing what is already done leaves the state as it is.
 * @throws Fault `conflict` when the article's state does not allow it.
 */
export function moveArticle(article: { id: number; state: ArticleState }, verb: ArticleVerb): ArticleState {
  const move = MOVES[verb];
  if (article.state === move.to) return article.state;
  if (move.from.includes(article.state)) return move.to;
  throw fault(
    'conflict',
    `Article ${article.id} is ${article.state}: only an article that is ${orList(move.from)} can be ${move.to}.`,
  );
}

/**
 * An article that stands in a frozen edition may no longer leave it.
 * @throws Fault `conflict`
 */
export function requireOpenEdition(
  article: { id: number; slug: string },
  edition?: { number: number; state: EditionState },
) {
  if (edition === undefined || OPEN_EDITION.includes(edition.state)) return;
  throw fault(
    'conflict',
    `Article ${article.id} is part of edition ${edition.number}, which is ${edition.state} and can no longer change: \`quarterly edition take-down ${edition.number} ${article.slug} --reason TEXT --as EMAIL\` takes it off the site and out of mails that have not gone yet.`,
  );
}

const orList = (words: readonly string[]) =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
