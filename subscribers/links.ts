import { paths, type SubscriberId, subscriberId } from '../src/core/index.ts';
import { NOBODY } from './nobody.ts';
import { readToken, type SecretKeys, signToken } from './tokens.ts';

export type ReaderLinks = { readonly unsubscribe: string; readonly preferences: string };

/**
 * The links in a reader's mail. Neither expires. `linkVersion` is the subscriber's `link_version`: a change of address
 * raises it, so that preference links in the old mailbox stop working while unsubscribe links never do.
 * Two HMACs a reader, about 7 µs.
 */
export function readerLinks(keys: SecretKeys, publicUrl: string) {
  return (id: SubscriberId, linkVersion = 0): ReaderLinks => ({
    unsubscribe: `${publicUrl}${paths.unsubscribe({ token: signToken(keys, 'unsubscribe', { id }) })}`,
    preferences: `${publicUrl}${paths.preferences({ token: preferencesToken(keys, id, linkVersion) })}`,
  });
}

export const preferencesToken = (keys: SecretKeys, id: SubscriberId, linkVersion: number) =>
  signToken(keys, 'preferences', { id, version: linkVersion });

/** The link in a copy that goes to no reader: pressing it leaves nobody out. */
export const nobodysLink = (keys: SecretKeys, publicUrl: string): string =>
  readerLinks(keys, publicUrl)(subscriberId(NOBODY)).unsubscribe;

/** Whether a link is that of a copy, signed by one of our keys. */
export function isNobodysLink(keys: SecretKeys, token: string, now: Date): boolean {
  const reading = readToken(keys, 'unsubscribe', token, now);
  return reading.state === 'good' && reading.claim.id === NOBODY;
}

/** Names this reader's own feed of exactly their sections; dies when `link_version` is raised. */
export const feedToken = (keys: SecretKeys, id: SubscriberId, linkVersion: number) =>
  signToken(keys, 'feed', { id, version: linkVersion });

/** The two tokens that a notice carries for its reader. */
export const manageTokens = (keys: SecretKeys, row: { id: SubscriberId; link_version: number }) => ({
  preferencesToken: preferencesToken(keys, row.id, row.link_version),
  unsubscribeToken: signToken(keys, 'unsubscribe', { id: row.id }),
});
