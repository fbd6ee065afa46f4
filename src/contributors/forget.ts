import { forgetStories, forgetUnclaimedStories } from '../articles/index.ts';
import type { Database, Db } from '../core/index.ts';
import {
  deleteContributionsOf,
  deleteStaleContributions,
  type ForgottenContribution,
} from './contributions.store.ts';

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((one) => one !== null);
const picturesOf = (gone: readonly ForgottenContribution[]) => gone.flatMap(({ pictures }) => pictures);

type ForgetDeps = { db: Database; forgetNotices(tx: Db, contributions: readonly number[]): Promise<void> };

/**
 * Removes drafts that nobody has touched since, and stories that were declined or withdrawn before then, whole, with who sent them and
 * the mails to them. Returns how many.
 */
export const forgetContributions = ({ db, forgetNotices }: ForgetDeps, before: Date): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const gone = await deleteStaleContributions(tx, before);
    const drafts = gone.filter(({ article }) => article === null);
    const ids = gone.map(({ id }) => id);
    await forgetNotices(tx, ids);
    return drafts.length + (await forgetUnclaimedStories(tx, before, picturesOf(gone))).length;
  });

/**
 * Their drafts, their links, who they were, and what they have sent and nobody has taken. What was accepted stays with the editors, by
 * nobody.
 */
export async function forgetContributors(tx: Db, addresses: readonly string[]): Promise<void> {
  const gone = await deleteContributionsOf(tx, addresses);
  const stories = present(gone.map(({ article }) => article));
  await forgetStories(tx, { stories, pictures: picturesOf(gone) });
}
