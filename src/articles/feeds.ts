import { record } from '../acts/index.ts';
import { type Actor, type Clock, type Database, type Db, type FeedId, fault } from '../core/index.ts';
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
  { address, section, by }: { address: string; section: string; by: Actor },
): Promise<FeedId> {
  const url = feedAddress(address);
  const { id: sectionId } = await requireSection(db, section);
  return db.transaction().execute(async (tx) => {
    const at = clock.now();
    const id = await insertFeed(tx, { url, section: sectionId, at });
    if (id === undefined)
      throw fault('conflict', `The feed ${url} is there already: \`quarterly feeds list\` shows it.`);
    await record(tx, { act: 'feed.added', by, subject: id, params: { host: hostOf(url), section } }, at);
    return id;
  });
}

/** An address may hold a key; the host does not. */
const hostOf = (url: string) => new URL(url).host;

/** One that is read. @throws Fault `not-found` */
export async function requireFeed(db: Db, id: FeedId): Promise<PartnerFeed> {
  const found = (await listFeeds(db)).find((feed) => feed.id === id);
  if (found) return found;
  throw fault('not-found', `There is no feed ${id}: \`quarterly feeds list\` shows them all.`);
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
export function removeFeed(
  { db, clock }: { db: Database; clock: Clock },
  { id, by }: { id: FeedId; by: Actor },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const [at, { url, section_slug: section }] = [clock.now(), await requireFeed(tx, id)];
    if (!(await updateFeed(tx, id, { removed_at: at }))) return;
    await record(tx, { act: 'feed.removed', by, subject: id, params: { host: hostOf(url), section } }, at);
  });
}
