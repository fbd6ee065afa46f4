import { listNotes } from '../articles/index.ts';
import type { Act, ArticleId, Db, EditionNumber, EmailAddress } from '../core/index.ts';
import { articleId, editionNumber, parseEmailAddress, paths } from '../core/index.ts';
import { downIn, selectTakedowns } from '../editions/index.ts';
import { storyReference } from './contribution.ts';
import { selectContributionOf, selectContributionsIn } from './contributions.store.ts';

/** What a contributor is told of their story, by mail. */
export type StoryNews = {
  to: EmailAddress;
  contribution: number;
  reference: string;
  headline: string;
  news: 'received' | 'accepted' | 'changes-asked' | 'declined' | 'published';
  /** Of the editors. */
  words?: string;
  /** Once it is published: the edition, and the path of its page. */
  edition?: number;
  path?: string;
};

const NEWS = {
  'article.submitted': 'received',
  'article.accepted': 'accepted',
  'article.changes-asked': 'changes-asked',
  'article.declined': 'declined',
} as const;

/** Whom an act is told to, and what; nobody where no contributor is behind an article, or they did it themselves. */
export async function storyNews(tx: Db, { act, subject, params }: Act): Promise<StoryNews[]> {
  if (act === 'edition.published') return published(tx, editionNumber(subject));
  // A new text in answer to the editors: its contributor has seen that it arrived.
  if (act === 'article.submitted' && 'from' in params && params.from !== 'new') return [];
  return act in NEWS ? judged(tx, articleId(subject), NEWS[act as keyof typeof NEWS]) : [];
}

async function judged(tx: Db, id: ArticleId, news: StoryNews['news']): Promise<StoryNews[]> {
  const story = await selectContributionOf(tx, id);
  if (!story) return [];
  const said = (await listNotes(tx, id)).findLast(({ about }) => about === news);
  const { id: contribution, email, headline } = story;
  const to = parseEmailAddress(email);
  const words = said ? { words: said.words } : {};
  return [{ to, contribution, reference: storyReference(id), headline, news, ...words }];
}

async function published(tx: Db, edition: EditionNumber): Promise<StoryNews[]> {
  const down = downIn(await selectTakedowns(tx, edition));
  const stories = await selectContributionsIn(tx, edition);
  return stories
    .filter(({ slug }) => !down.includes(slug))
    .map(({ id, email, headline, slug, article }) => ({
      to: parseEmailAddress(email),
      contribution: id,
      reference: storyReference(article),
      headline,
      news: 'published',
      edition,
      path: paths.article({ number: edition, slug }),
    }));
}
