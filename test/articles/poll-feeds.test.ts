import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedFetcher } from '../../src/adapters/feeds/fetcher.ts';
import {
  acceptArticle,
  addFeed,
  declineArticle,
  feedReader,
  hasDueFeeds,
  listArticles,
  listFeeds,
  pollDueFeeds,
  pollFeeds,
  removeFeed,
  saveArticle,
} from '../../src/articles/index.ts';
import {
  articleId,
  type Database,
  editionNumber,
  movableClock,
  readReasons,
  sectionId,
  sectionSlug,
} from '../../src/core/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { registerSections } from '../../src/sections/index.ts';
import { folder, refusal } from '../editions/folders.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { item, rss, serve } from './feed-server.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const { db } = await freshDatabase();
const deps = {
  db: db as Database,
  clock,
  fetchFeed: feedFetcher({ allowPrivate: true }),
  readFeed: feedReader(),
};

beforeEach(async () => {
  await sql`TRUNCATE articles CASCADE`.execute(db);
  await db.updateTable('feeds').set({ removed_at: clock.now() }).execute();
  await registerSections(db, [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }], {
    by: editor(),
    at: new Date(),
  });
});

/** A feed whose text the test can change. */
async function partner(text: string) {
  const feed = { text };
  const url = await serve(
    (_request, response) => void response.setHeader('content-type', 'text/xml').end(feed.text),
  );
  return { feed, url, id: await addFeed(deps, { address: `${url}/feed`, section: 'seeds', by: editor() }) };
}
const articles = async () => (await listArticles(db)).reverse();

describe('polling partner feeds', () => {
  it('makes one submitted article of each item, however often it is read', async () => {
    const content =
      '<![CDATA[<h2>How</h2><p>Sow <b>early</b>, <a href="javascript:x()">not</a> <a href="/late">late</a>.<img src="http://t.example.org/p.gif" width="1" height="1"></p><ul><li>one</li></ul><script>x</script>]]>';
    const { url } = await partner(
      rss(
        item({
          title: 'Second',
          link: '/two',
          'content:encoded': content,
          pubDate: 'Tue, 06 May 2031 10:00:00 GMT',
        }) +
          item({
            title: 'First &amp;amp; best',
            guid: 'g1',
            link: 'javascript:alert(1)',
            description: 'Short &lt;3',
          }),
      ),
    );
    expect(await pollFeeds(deps)).toMatchObject([{ outcome: 'polled', created: 2, updated: 0 }]);
    expect(await pollFeeds(deps)).toMatchObject([{ outcome: 'polled', created: 0, updated: 0 }]);
    const [first, second] = await articles();
    expect(first).toMatchObject({
      state: 'submitted',
      source_key: 'g1',
      headline: 'First & best',
      organisation: 'Partner news',
      links: [],
    });
    expect(second).toMatchObject({ published_on: '2031-05-06', summary: '' });
    expect(second?.body).toBe(
      `## How\n\nSow **early**, not [late](LATE).\n\n- one`.replace('LATE', `${url}/late`),
    );
    expect(second?.links).toEqual([
      { text: 'Read it at 127.0.0.1', url: expect.stringMatching(/^http:\/\/127.*\/two$/) },
    ]);
    expect(second?.source_key).toBe(second?.links[0]?.url);
  });

  it('lets an edited item change a submitted article, never one that was judged, or that an editor has written in', async () => {
    const items = (text: string) =>
      rss(['a', 'b', 'c', 'd'].map((guid) => item({ title: guid, guid, description: text })).join(''));
    const { feed } = await partner(items('old'));
    await pollFeeds(deps);
    const [d, c, b, a] = await articles();
    const written = {
      sectionId: sectionId(d?.section_id ?? 0),
      headline: 'D',
      summary: '',
      body: 'ours',
      links: [],
    };
    const writer = { by: editor(), how: 'desk' } as const;
    await saveArticle(deps, articleId(d?.id ?? 0), { content: written, base: 1, writer });
    await acceptArticle(deps, articleId(b?.id ?? 0), editor());
    await declineArticle(deps, articleId(a?.id ?? 0), { reason: 'not ours', by: editor() });
    feed.text = items('new');
    expect(await pollFeeds(deps)).toMatchObject([{ created: 0, updated: 1 }]);
    expect((await articles()).map(({ id, body, state }) => [id, body, state])).toEqual([
      [d?.id, 'ours', 'submitted'],
      [c?.id, 'new', 'submitted'],
      [b?.id, 'old', 'accepted'],
      [a?.id, 'old', 'declined'],
    ]);
  });

  it('says what is wrong on the feed it is wrong with, and reads the others', async () => {
    const good = await partner(rss(item({ title: 'Good', guid: '1' })));
    const bad: [string, RegExp][] = [
      ['<rss version="2.0"><channel><item>', /no feed that can be read/],
      ['<!doctype html><title>x</title>', /a web page, not a feed/],
      ['', /no feed that can be read/],
      ['<rss version="2.0"></rss>', /no feed that can be read/],
    ];
    for (const [text] of bad) await partner(text);
    const polled = await pollFeeds(deps);
    expect(polled.map(({ outcome }) => outcome)).toEqual(['polled', ...bad.map(() => 'failed')]);
    const feeds = await listFeeds(db);
    for (const [at, [, message]] of bad.entries()) expect(feeds[at + 1]?.message).toMatch(message);
    const codes = feeds.map(({ remarks, message }) => readReasons(remarks, message).map(({ code }) => code));
    expect(codes[0]).toEqual([]);
    for (const [code] of codes.slice(1)) expect(code).toMatch(/^feed-(?:not-readable|web-page)$/);
    expect(feeds[0]).toMatchObject({ id: good.id, message: null, title: 'Partner news' });
    // A process of the version before writes words alone: then they are told, and not the code of before.
    await db
      .updateTable('feeds')
      .set({ message: 'Gone.' })
      .where('id', '=', feeds[1]?.id ?? good.id)
      .execute();
    const [, older] = await listFeeds(db);
    expect(readReasons(older?.remarks, older?.message ?? null)).toEqual([
      { code: 'said', params: { said: 'Gone.' } },
    ]);
    expect((await articles()).map(({ headline }) => headline)).toEqual(['Good']);
  });

  it('forgets the message when the feed is well again', async () => {
    const { feed } = await partner('broken');
    await pollFeeds(deps);
    feed.text = rss('');
    await pollFeeds(deps);
    expect((await listFeeds(db))[0]?.message).toBeNull();
  });

  it('takes items with objects for fields, no guid, no title or forbidden characters', async () => {
    await partner(
      rss(
        '<item><title type="x"><b>bold</b></title><guid isPermaLink="false">g</guid><description>Only words here</description></item>' +
          item({ description: 'No title &amp;#1;&amp;#xD800;, no guid' }) +
          item({ title: '' }),
      ),
    );
    expect(await pollFeeds(deps)).toMatchObject([
      {
        created: 2,
        message:
          '1 of its items could not be read; the others were (item 3: it says nothing: it has no title, no text and no link).',
      },
    ]);
    const [untitled, objects] = await articles();
    expect(untitled).toMatchObject({
      headline: 'No title \uFFFD, no guid',
      source_key: expect.stringMatching(/^sha256:/),
    });
    expect(objects).toMatchObject({ headline: 'bold', body: 'Only words here', source_key: 'g' });
  });

  it('reads Atom with its own ids and relative links', async () => {
    await partner(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><id>urn:1</id><title>T</title><link rel="alternate" href="a/b"/><updated>2031-05-02T00:00:00Z</updated><content type="html">&lt;p>Hi&lt;/p></content></entry></feed>',
    );
    await pollFeeds(deps);
    expect((await articles())[0]).toMatchObject({
      source_key: 'urn:1',
      body: 'Hi',
      published_on: '2031-05-02',
      organisation: 'Atom',
    });
  });

  it('makes each article once when two polls run at once', async () => {
    await partner(
      rss(Array.from({ length: 30 }, (_, at) => item({ title: `T${at}`, guid: `${at}` })).join('')),
    );
    const both = await Promise.all([pollFeeds(deps), pollFeeds(deps)]);
    expect(both.flat().reduce((sum, { created }) => sum + created, 0)).toBe(30);
    expect(await articles()).toHaveLength(30);
  });

  it('reads each feed once for a slot of its recurrence, however many are at it', async () => {
    await Promise.all(['1', '2', '3'].map((guid) => partner(rss(item({ title: 'T', guid })))));
    const slot = new Date(clock.now().getTime() + 60_000);
    expect(await pollDueFeeds(deps, new Date(clock.now().getTime() - 60_000))).toEqual([]);
    const both = await Promise.all([pollDueFeeds(deps, slot), pollDueFeeds(deps, slot)]);
    expect(both.flat()).toHaveLength(3);
    expect(await hasDueFeeds(db, slot)).toBe(false);
    expect(await pollDueFeeds(deps, new Date(slot.getTime() + 1))).toHaveLength(3);
  });

  it('does not bring the old items again when a removed feed comes back', async () => {
    const { id, url } = await partner(rss(item({ title: 'Once', guid: '1' })));
    await pollFeeds(deps);
    await removeFeed(deps, { id, by: editor() });
    expect(await pollFeeds(deps)).toEqual([]);
    expect(await addFeed(deps, { address: `${url}/feed#again`, section: 'seeds', by: editor() })).toBe(id);
    expect(await pollFeeds(deps)).toMatchObject([{ created: 0 }]);
  });

  it('refuses addresses, sections and doubles with a sentence', async () => {
    const { url } = await partner(rss(''));
    const sentence = async (address: string, section = 'seeds') =>
      (await refusal(addFeed(deps, { address, section, by: editor() }))).sentence;
    expect(await sentence(`${url}/feed`)).toMatch(/is there already/);
    expect(await sentence('ftp://example.org/')).toMatch(/Give the address of the feed/);
    expect(await sentence('https://u:p@example.org/')).toMatch(/user name or password/);
    expect(await sentence('https://example.org/', 'sedes')).toBe(
      'There is no section "sedes". Choose one of: seeds.',
    );
  });

  it('puts accepted items into the next edition that has their section', async () => {
    await partner(rss(item({ title: 'Beans', guid: '1', description: 'From a partner' })));
    await pollFeeds(deps);
    for (const { id } of await articles()) await acceptArticle(deps, id, editor());
    await importEditionFolder(deps, folder(), editor());
    expect(await assembleEdition(deps, editionNumber(31), editor())).toMatchObject({
      articles: 2,
      collected: [expect.any(Number)],
    });
    const { snapshot } = await approveEdition(
      { ...deps, queue: bell() },
      editionNumber(31),
      editor('ed@example.org'),
    );
    expect(snapshot.sections[0]?.articles.map(({ slug }) => slug)).toEqual(['beans-2', 'beans']);
  });
});
