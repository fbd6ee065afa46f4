import { type Context, Hono } from 'hono';
import { PartnerFeedPage, RemoveFeedPage, type WaitingItemView } from '../../../templates/web/desk/feed.tsx';
import { type FeedRowView, PartnerFeedsPage } from '../../../templates/web/desk/feeds.tsx';
import {
  addFeed,
  bringInArticle,
  countFeedItems,
  listFeeds,
  removeFeed,
  requireFeed,
  type WaitingItem,
  waitingItems,
} from '../../articles/index.ts';
import { articleId, fault, feedId, paths } from '../../core/index.ts';
import { runByHand } from '../../flows/index.ts';
import { listSections } from '../../sections/index.ts';
import { leadTo } from '../canonical.ts';
import { readForm } from '../readers/form.ts';
import { formSize } from '../readers/guards.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';
import { feedRow, itemView } from './feed-view.ts';
import { mayOnly } from './guards.ts';
import { deskPage } from './page.tsx';
import { type PressedAgain, pressed } from './pressed.ts';

type C = Context<SignedInEnv>;

/** As many waiting articles as one page of a feed shows. */
const MOST = 50;

/** `/desk/feeds`: what partners publish, and what waits of it. Nothing is fetched here: a worker reads feeds. */
export function partnerFeedRoutes(deps: DeskDeps): Hono<SignedInEnv> {
  const routes = new Hono<SignedInEnv>();
  const { feeds, feedsRead, feed, feedRemove } = paths.desk;
  for (const under of [feeds.route, `${feeds.route}/*`]) routes.use(under, mayOnly('feeds.change'), formSize);
  routes.get(feeds.route, (c) => listPage(c, deps));
  routes.post(feeds.route, (c) => add(c, deps));
  routes.post(feedsRead.route, (c) => readAll(c, deps));
  routes.get(feed.route, (c) => onePage(c, deps));
  routes.post(feed.route, mayOnly('article.judge'), (c) => bring(c, deps));
  routes.get(feedRemove.route, (c) => removePage(c, deps));
  routes.post(feedRemove.route, async (c) => {
    await removeFeed(deps, { id: idOf(c), by: c.get('actor') });
    return leadTo(c, c.get('site'), { address: paths.desk.feeds({ done: 'removed' }), status: 303 });
  });
  return routes;
}

/** What the page says of the act that led to it. */
const DONE: Record<string, string> = {
  added: 'The feed is added, and read with the others: press Read all now, or wait.',
  reading: 'The feeds are being read: load this page again in a minute.',
  removed: 'Removed. Its articles stay.',
  'brought-in': 'Brought in: the next edition that has its section takes it.',
};
const doneOf = (c: C) => DONE[c.req.query('done') ?? ''];

const idOf = (c: C) => feedId(Number(c.req.param('id')));

async function openSections({ db }: DeskDeps) {
  return (await listSections(db))
    .filter(({ retired }) => !retired)
    .map(({ slug, label }) => ({ slug, label }));
}

async function listPage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const site = c.get('site');
  const [feeds, counts, book] = await Promise.all([
    listFeeds(deps.db),
    countFeedItems(deps.db),
    listSections(deps.db),
  ]);
  const labels = new Map(book.map(({ slug, label }) => [slug, label]));
  const rows = feeds.map(
    (feed): FeedRowView => feedRow(feed, { items: counts.get(feed.id), labels, clock: deps.clock, site }),
  );
  const problems = again?.problems ?? [];
  const typed = { url: again?.form.text('url') ?? '', section: again?.form.text('section') ?? '' };
  return deskPage(c, {
    at: 'feeds',
    title: 'Partners’ feeds',
    done: again ? undefined : doneOf(c),
    problems,
    ...(again ? { status: again.status } : {}),
    body: (
      <PartnerFeedsPage
        site={site}
        feeds={rows}
        sections={await openSections(deps)}
        typed={typed}
        problems={problems}
      />
    ),
  });
}

async function add(c: C, deps: DeskDeps) {
  const form = await readForm(c);
  return pressed(c, {
    form,
    act: async () => {
      const [address, section] = [form.text('url'), form.text('section')];
      if (!(await openSections(deps)).some(({ slug }) => slug === section))
        return { field: 'section', message: 'Choose a section.' };
      await addFeed(deps, { address, section, by: c.get('actor') });
      return undefined;
    },
    // All else that can be wrong is the address.
    again: (how) =>
      listPage(c, deps, {
        ...how,
        problems: how.problems.map(({ field, message }) => ({
          field: field === 'main' ? 'url' : field,
          message,
        })),
      }),
    onward: paths.desk.feeds({ done: 'added' }),
  });
}

async function readAll(c: C, deps: DeskDeps) {
  return pressed(c, {
    form: await readForm(c),
    act: async () => {
      await runByHand(deps, { flow: 'partner-feeds', by: c.get('actor') });
      return undefined;
    },
    again: (how) => listPage(c, deps, how),
    onward: paths.desk.feeds({ done: 'reading' }),
  });
}

async function shown(c: C, deps: DeskDeps) {
  const site = c.get('site');
  const found = await requireFeed(deps.db, idOf(c));
  const [counts, sections] = [await countFeedItems(deps.db), await listSections(deps.db)];
  const labels = new Map(sections.map(({ slug, label }) => [slug, label]));
  return {
    site,
    feed: feedRow(found, { items: counts.get(found.id), labels, clock: deps.clock, site }),
    sections,
  };
}

async function onePage(c: C, deps: DeskDeps, again?: PressedAgain) {
  const { site, feed, sections } = await shown(c, deps);
  const slugs = new Map(sections.map(({ id, slug }) => [id, slug]));
  const items = (await waitingItems(deps.db, feedId(feed.id), { limit: MOST })).map(
    (item: WaitingItem): WaitingItemView =>
      itemView(item, { clock: deps.clock, site, section: slugs.get(item.section) ?? '' }),
  );
  return deskPage(c, {
    at: 'feeds',
    title: feed.name,
    done: again ? undefined : doneOf(c),
    problems: again?.problems ?? [],
    ...(again ? { status: again.status } : {}),
    body: <PartnerFeedPage site={site} feed={feed} items={items} sections={await openSections(deps)} />,
  });
}

async function bring(c: C, deps: DeskDeps) {
  const { id } = await requireFeed(deps.db, idOf(c));
  const form = await readForm(c);
  const article = form.text('article');
  if (!/^\d{1,9}$/.test(article)) throw fault('invalid', 'Press the button beside an article.');
  return pressed(c, {
    form,
    act: async () => {
      const section = form.text('section');
      if (!(await openSections(deps)).some(({ slug }) => slug === section))
        return { field: `section-${article}`, message: 'Choose a section.' };
      await bringInArticle(deps, articleId(Number(article)), { section, by: c.get('actor'), how: 'desk' });
      return undefined;
    },
    again: (how) => onePage(c, deps, how),
    onward: paths.desk.feed({ id }, { done: 'brought-in' }),
  });
}

async function removePage(c: C, deps: DeskDeps) {
  const { site, feed } = await shown(c, deps);
  return deskPage(c, {
    at: 'feeds',
    title: 'Remove a feed',
    body: <RemoveFeedPage site={site} feed={feed} />,
  });
}
