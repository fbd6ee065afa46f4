import type { Db, MailedLinkKeys } from '../core/index.ts';
import { selectContribution } from './contributions.store.ts';
import { storyLinkToken } from './link.ts';

/**
 * For the mails about a story: the token of its link, and the language in which they are written, by its name; null = the
 * publication's own. `undefined` when the story is gone, or the key that made the token.
 */
export async function storyLink(
  db: Db,
  keys: MailedLinkKeys,
  id: number,
): Promise<{ token: string; language: string | null } | undefined> {
  const row = await selectContribution(db, id);
  const token = row && storyLinkToken(keys, row);
  return token === undefined ? undefined : { token, language: row?.language ?? null };
}
