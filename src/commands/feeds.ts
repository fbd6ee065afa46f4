import {
  addFeed,
  bringInArticle,
  countFeedItems,
  listFeeds,
  type PartnerFeed,
  type PolledFeed,
  removeFeed,
} from '../articles/index.ts';
import { feedPolling } from '../compose/polling.ts';
import { articleId, feedId, localTime, readReasons, sayReason } from '../core/index.ts';
import { count, say, sayJson, table } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { withApp } from './with-app.ts';

export const add = (url: string, { section }: { section: string }) =>
  acting('feeds.change', OPERATOR, async (app, by) => {
    const id = await addFeed(app, { address: url, section, by });
    say(`Feed ${id} is added to section ${section}: \`quarterly feeds poll\` reads it now.`);
  });

export const feedsList = ({ json }: { json?: boolean }) =>
  withApp(async ({ db, config }) => {
    const [found, items] = [await listFeeds(db), await countFeedItems(db)];
    if (json)
      return sayJson(
        found.map((feed) => ({ ...publicFields(feed), waiting: items.get(feed.id)?.waiting ?? 0 })),
      );
    const rows = found.map((feed) => [
      String(feed.id),
      feed.section_slug,
      feed.url,
      String(items.get(feed.id)?.waiting ?? 0),
      stateOf(feed, config.timeZone),
    ]);
    if (rows.length === 0) say(NO_FEED);
    else say(table([['feed', 'section', 'address', 'waiting', 'state'], ...rows]));
  });

export const poll = ({ json }: { json?: boolean }) =>
  acting('feeds.change', OPERATOR, async (app) => {
    const polled = await feedPolling(app).all();
    if (json) sayJson(polled);
    else for (const feed of polled) say(lineOf(feed));
    if (!json && polled.length === 0) say(NO_FEED);
  });

export const removeFeedCommand = (id: number) =>
  acting('feeds.change', OPERATOR, async (app, by) => {
    await removeFeed(app, { id: feedId(id), by });
    say(`Feed ${id} is removed.`);
  });

export const bringInCommand = (id: number, { section }: { section: string }) =>
  acting('article.judge', OPERATOR, async (app, by) => {
    await bringInArticle(app, articleId(id), { section, by, how: 'command' });
    say(`Article ${id} is accepted in section ${section}: the next edition that has it takes it.`);
  });

const NO_FEED = 'No feed yet: add one with `quarterly feeds add URL --section SLUG`.';

/** In the words of a terminal. */
const messageOf = ({ remarks, message }: PartnerFeed) =>
  readReasons(remarks, message)
    .map((remark) => sayReason(remark, 'terminal'))
    .join(' ') || null;

function stateOf(feed: PartnerFeed, timeZone: string): string {
  const message = messageOf(feed);
  if (message !== null)
    return feed.failing_since ? `since ${localTime(feed.failing_since, timeZone)}: ${message}` : message;
  return feed.polled_at ? `read ${localTime(feed.polled_at, timeZone)}` : 'not read yet';
}

const publicFields = (feed: PartnerFeed) => ({
  id: feed.id,
  url: feed.url,
  section: feed.section_slug,
  title: feed.title,
  polledAt: feed.polled_at,
  failingSince: messageOf(feed) === null ? null : feed.failing_since,
  message: messageOf(feed),
  remarks: readReasons(feed.remarks, feed.message),
});

function lineOf({ id, url, outcome, created, updated, message }: PolledFeed): string {
  if (outcome === 'failed') return `feed ${id}  FAILED  ${url}\n  ${message}`;
  const news =
    outcome === 'unchanged' ? 'nothing new' : `${count(created, 'new article')}, ${updated} updated`;
  return `feed ${id}  ${news}  ${url}${message ? `\n  ${message}` : ''}`;
}
