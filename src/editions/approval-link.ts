import {
  drawMailedLink,
  type EditionState,
  type MailedLinkKeys,
  mailedLinkHash,
  mailedLinkToken,
} from '../core/index.ts';
import type { ApprovalLink } from './approval-links.store.ts';

export type ApprovalKeys = MailedLinkKeys;

const PURPOSE = 'quarterly approval link 1';

export const linkHashOf = mailedLinkHash;

export const drawLink = (keys: ApprovalKeys) => drawMailedLink(keys, PURPOSE);

/** What stands in the mailed link; `undefined` when the key that made it is not set any more. */
export const linkToken = (
  keys: ApprovalKeys,
  link: Pick<ApprovalLink, 'salt' | 'token_hash'>,
): string | undefined => mailedLinkToken(keys, PURPOSE, link);

/** `over`: the edition is out, or will never be. */
export type LinkState = 'open' | 'revoked' | 'over';

export function linkState(
  { revoked_at }: Pick<ApprovalLink, 'revoked_at'>,
  { state }: { state: EditionState },
): LinkState {
  if (revoked_at !== null) return 'revoked';
  return state === 'published' || state === 'cancelled' ? 'over' : 'open';
}
