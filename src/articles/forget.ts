import type { ArticleId, ContentHash, Db } from '../core/index.ts';
import {
  deleteOpenProposals,
  deleteStories,
  deleteUnshownPictures,
  lockNotTaken,
  selectForgottenStories,
  selectPicturesOf,
} from './forget.store.ts';

/** What of contributors is to go: their stories, and pictures of drafts. */
export type ForgottenStories = { stories: readonly ArticleId[]; pictures: readonly ContentHash[] };

/**
 * Removes what contributors sent, with all versions, notes and pictures, where nobody has taken it. What was accepted or published is the
 * editors'; of it only goes what was proposed and not taken. Returns which stories are gone.
 */
export async function forgetStories(tx: Db, { stories, pictures }: ForgottenStories): Promise<ArticleId[]> {
  const gone = await lockNotTaken(tx, stories);
  const shown = await selectPicturesOf(tx, gone);
  await deleteStories(tx, gone);
  await deleteOpenProposals(tx, stories);
  await deleteUnshownPictures(tx, [...new Set([...shown, ...pictures])]);
  return gone;
}

/** The same for stories that were declined or withdrawn before then, and that no contributor has the link of any more. */
export const forgetUnclaimedStories = async (
  tx: Db,
  before: Date,
  pictures: readonly ContentHash[],
): Promise<ArticleId[]> => forgetStories(tx, { stories: await selectForgottenStories(tx, before), pictures });
