import type { Reason } from '../core/index.ts';
/** What a poll knows of the feed from last time, for a conditional request (RFC 9110 §13). */
export type KnownVersion = { etag?: string; lastModified?: string };

export type FetchedFeed =
  | { outcome: 'unchanged' }
  /**
   * `url` is where the redirects ended: relative links resolve against it. `remark` is a sentence on bytes that were not
   * what they were said to be.
   */
  | ({ outcome: 'fetched'; text: string; url: string; remark?: Reason } & KnownVersion);

/**
 * Gets a feed's text from a partner's server.
 * @throws Fault `unavailable` or `forbidden` with the sentence that stands on the feed until it goes well again.
 */
export type FetchFeed = (url: string, known: KnownVersion) => Promise<FetchedFeed>;
