import { type Context, Hono } from 'hono';
import type { ArticleDeskView } from '../../../templates/web/desk/article-desk-view.ts';
import { requireMay } from '../../access/index.ts';
import {
  acceptArticle,
  addNote,
  askForChanges,
  declineArticle,
  holdArticle,
  moveToEdition,
  showArticle,
} from '../../articles/index.ts';
import { type ArticleId, editionNumber, fault, isFault, paths } from '../../core/index.ts';
import { putBackArticle, takeDownArticle } from '../../publishing/index.ts';
import { readForm } from '../readers/form.ts';
import { articleSize, asking, idOf, showArticlePage, toArticle } from './article.tsx';
import { articleDeskView } from './article-view.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { mayOnly } from './guards.ts';

type Ctx = Context<SignedInEnv>;
type Decision = { id: ArticleId; words: string; edition: string; notice: string; c: Ctx };

/** Each button with what it does, and the word that says so afterwards. */
const DECISIONS: Record<
  string,
  { done: string; make(deps: DeskDeps, decision: Decision): Promise<unknown> }
> = {
  accept: { done: 'accepted', make: (deps, { id, c }) => acceptArticle(deps, id, c.get('actor')) },
  ask: {
    done: 'asked',
    make: (deps, { id, words, c }) => askForChanges(deps, id, { words, by: c.get('actor') }),
  },
  decline: {
    done: 'declined',
    make: (deps, { id, words, c }) => declineArticle(deps, id, { reason: words, by: c.get('actor') }),
  },
  hold: {
    done: 'held',
    make: (deps, { id, words, c }) => holdArticle(deps, id, { words, by: c.get('actor') }),
  },
  move: {
    done: 'moved',
    make: (deps, { id, edition, c }) =>
      moveToEdition(deps, id, {
        edition: /^\d{1,9}$/.test(edition) ? editionNumber(Number(edition)) : null,
        by: c.get('actor'),
      }),
  },
};

/** Where a published article stands: by the slug that its edition's snapshot has. */
async function placed({ db }: DeskDeps, { id, c }: Decision) {
  const { edition_number: edition, slug } = await showArticle(db, id);
  if (edition === null) throw fault('conflict', `Article ${id} is in no edition.`);
  return { edition, article: slug, by: c.get('actor') };
}

/** What stands is compiled by the worker that sends next: the compiler stays out of the web. */
const hands = (deps: DeskDeps) => ({ ...deps, render: async () => {}, interrupt: deps.interruptSending });

/** Of what has been approved. */
const CORRECTIONS: typeof DECISIONS = {
  'take-down': {
    done: 'taken-down',
    make: async (deps, asked) => {
      const { words: reason, notice } = asked;
      await takeDownArticle(hands(deps), { ...(await placed(deps, asked)), reason, notice });
    },
  },
  'put-back': {
    done: 'put-back',
    make: async (deps, asked) => putBackArticle(hands(deps), await placed(deps, asked)),
  },
};

/** What the desk decides on an article, and says about it. */
export function articleDecisionRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  routes.post(paths.desk.articleDecide.route, articleSize, async (c) => {
    const form = await readForm(c);
    const [id, name, words] = [idOf(c), form.text('do'), form.text('words')];
    const [decision, correction] = [own(DECISIONS, name), own(CORRECTIONS, name)];
    const chosen = decision ?? correction;
    if (!chosen) throw fault('invalid', 'Press one of the buttons on the article’s page.');
    requireMay(c.get('actor'), decision ? 'article.judge' : 'edition.correct');
    try {
      await chosen.make(deps, { id, words, edition: form.text('edition'), notice: form.text('notice'), c });
    } catch (error) {
      if (!isFault(error) || error.code !== 'invalid') throw error;
      return refused(deps, c, id, { words, error: error.message });
    }
    return toArticle(c, id, chosen.done);
  });
  routes.post(paths.desk.articleNotes.route, mayOnly('article.write'), articleSize, async (c) => {
    const words = (await readForm(c)).text('note');
    if (words !== '') await addNote(deps, idOf(c), { words, by: c.get('actor') });
    return toArticle(c, idOf(c), words === '' ? undefined : 'noted');
  });
  return routes;
}

const own = (table: typeof DECISIONS, name: string) => (Object.hasOwn(table, name) ? table[name] : undefined);

/** The page again, with what was typed. */
async function refused(deps: DeskDeps, c: Ctx, id: ArticleId, said: ArticleDeskView['said']) {
  const article = await showArticle(deps.db, id);
  return showArticlePage(c, await articleDeskView(asking(deps, c), article, { said }), 422);
}
