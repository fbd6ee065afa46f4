import { contentNow, type ListedArticle, listNotes, openProposal, showArticle } from '../articles/index.ts';
import { type ArticleId, type Db, type EditionNumber, paths, type VersionContent } from '../core/index.ts';
import { isFrozen, loadEdition } from '../editions/index.ts';

/** What became of a story, as its contributor is told. */
export type StoryStanding = {
  state: 'received' | 'changes-asked' | 'accepted' | 'declined' | 'published' | 'withdrawn';
  content: VersionContent;
  /** What an editor wrote with the decision. */
  words: string | undefined;
  /** The edition that it stands in, once it is sure. */
  edition: EditionNumber | undefined;
  /** Its page, once there is one. */
  page: string | undefined;
  /** What its contributor proposes instead, until an editor has judged it. */
  proposed: { headline: string; summary: string; body: string } | undefined;
  /** Until its edition is approved. */
  may: { replace: boolean; withdraw: boolean };
};

const STATES: Record<ListedArticle['state'], StoryStanding['state']> = {
  draft: 'changes-asked',
  submitted: 'received',
  accepted: 'accepted',
  published: 'published',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

/** @throws Fault `not-found` */
export async function storyStanding(db: Db, id: ArticleId): Promise<StoryStanding> {
  const article = await showArticle(db, id);
  const { state: is, edition_number: number, slug } = article;
  const frozen = number !== null && isFrozen((await loadEdition(db, number)).state);
  const state = STATES[is];
  const about = state === 'declined' ? 'declined' : 'changes-asked';
  const said =
    state === about ? (await listNotes(db, id)).findLast((note) => note.about === about) : undefined;
  return {
    state,
    content: contentNow(article),
    words: said?.words,
    proposed: is === 'accepted' ? await openProposal(db, id) : undefined,
    edition: is === 'published' && number !== null ? number : undefined,
    page: is === 'published' && number !== null ? paths.article({ number, slug }) : undefined,
    may: {
      replace: ['submitted', 'draft', 'accepted'].includes(is) && !frozen,
      withdraw: ['submitted', 'draft', 'accepted'].includes(is) && !frozen,
    },
  };
}
