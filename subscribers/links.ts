import type { SubscriberId } from '../src/core/index.ts';
import { type SecretKeys, signToken } from './tokens.ts';

export type ReaderLinks = { readonly unsubscribe: string; readonly preferences: string };

/**
 * The links in a reader's mail. Neither expires. `linkVersion` is the subscriber's `link_version`: a change of address
 * raises it, so that preference links in the old mailbox stop working while unsubscribe links never do.
 * Two HMACs a reader, about 7 µs.
 */
export function readerLinks(keys: SecretKeys, publicUrl: string) {
  return (id: SubscriberId, linkVersion = 0): ReaderLinks => ({
    unsubscribe: `${publicUrl}/unsubscribe/${signToken(keys, 'unsubscribe', { id })}`,
    preferences: `${publicUrl}/preferences/${signToken(keys, 'preferences', { id, version: linkVersion })}`,
  });
}

/** The path of this reader's own feed of exactly their sections; dies when `link_version` is raised. */
export const feedToken = (keys: SecretKeys, id: SubscriberId, linkVersion: number) =>
  signToken(keys, 'feed', { id, version: linkVersion });
