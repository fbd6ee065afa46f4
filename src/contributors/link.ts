import { drawMailedLink, type MailedLinkKeys, mailedLinkHash, mailedLinkToken } from '../core/index.ts';

const PURPOSE = 'quarterly contribution 1';

export const drawStoryLink = (keys: MailedLinkKeys) => drawMailedLink(keys, PURPOSE);
export const storyLinkHash = mailedLinkHash;

/** What stands in a contributor's mailed link; `undefined` when the key that made it is not set any more. */
export const storyLinkToken = (keys: MailedLinkKeys, kept: { salt: string; token_hash: string }) =>
  mailedLinkToken(keys, PURPOSE, kept);
