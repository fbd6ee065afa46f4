import type { Db, MailedLinkKeys } from '../core/index.ts';
import { selectContribution } from './contributions.store.ts';
import { storyLinkToken } from './link.ts';

/** The token of a story's link, for its mails; `undefined` when the story is gone, or the key that made the token. */
export async function storyToken(db: Db, keys: MailedLinkKeys, id: number): Promise<string | undefined> {
  const row = await selectContribution(db, id);
  return row && storyLinkToken(keys, row);
}
