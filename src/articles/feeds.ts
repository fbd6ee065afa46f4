import { type Clock, type Database, type Db, type FeedId, fault } from '../core/index.ts';
import { requireSection } from '../sections/index.ts';
import { insertFeed, type PartnerFeedRow, selectFeeds, updateFeed } from './feeds.store.ts';

export type PartnerFeed = PartnerFeedRow & { section_slug: string };

export const listFeeds = (db: Db): Promise<PartnerFeed[]> => selectFeeds(db);

/**
 * Adds a partner's feed; its items become submitted articles of `section`. Nothing is fetched here.
 * @throws Fault `invalid` for an address that cannot be polled; `not-found` for the section; `conflict` when it is
 * there already.
 */
export async function addFeed(
  { db, clock }: { db: Database; clock: Clock },
  address: string,
  section: string,
): Promise<FeedId> {
  const url = feedAddress(address);
  const { id: sectionId } = await requireSection(db, section);
  const id = await insertFeed(db, { url, section: sectionId, at: clock.now() });
  if (id !== undefined) return id;
  throw fault('conflict', `The feed ${url} is there already: \`quarterly feeds list\` shows it.`);
}

function feedAddress(address: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw fault('invalid', 'Give the address of the feed, such as https://example.org/feed.xml.');
  }
  if (url.username || url.password) {
    throw fault(
      'invalid',
      'The address holds a user name or password: only feeds that are open to all can be read.',
    );
  }
  url.hash = '';
  return url.href;
}

/** Stops reading a feed. Its articles stay, and its items are known again should it come back. */
export async function removeFeed({ db, clock }: { db: Database; clock: Clock }, id: FeedId): Promise<void> {
  if (await updateFeed(db, id, { removed_at: clock.now() })) return;
  throw fault('not-found', `There is no feed ${id}: \`quarterly feeds list\` shows them all.`);
}
