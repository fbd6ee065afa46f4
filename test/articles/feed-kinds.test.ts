import { describe, expect, test } from 'vitest';
import { feedDate } from '../../src/articles/feed/feed-date.ts';
import { atomOf, bodyOf, oneItem, readFeedText, rssOf, titleFrom } from './feed-kinds.ts';

describe('titles', () => {
  test.each([
    ['plain &amp; simple', 'plain & simple'],
    ['AT&T opens', 'AT&T opens'],
    ['Caf&eacute; at &#163;5', 'Café at £5'],
    ['It&#146;s &#8211; free', 'It’s – free'],
    ['It&amp;#146;s', 'It’s'],
    ['A &amp;amp;amp; B', 'A &amp; B'],
    ['Bins &lt;b&gt;not&lt;/b&gt; collected', 'Bins not collected'],
    ['Bins <b>not</b> <i>all</i> collected', 'Bins not all collected'],
    ['<![CDATA[Bins <b>not</b> collected &amp; more]]>', 'Bins not collected & more'],
    ['Quote &lt;reference number&gt; always', 'Quote <reference number> always'],
    ['Quote <reference number> always', 'Quote <reference number> always'],
    ['is 20 &lt; 30, and 40 &gt; 30?', 'is 20 < 30, and 40 > 30?'],
    ['a &lt;b and c&gt; d', 'a <b and c> d'],
    ['one<!-- no -->two<?no no?> three', 'onetwo three'],
    ['One&lt;br/&gt;Two', 'One Two'],
    ['Use &lt;script&gt; rarely', 'Use <script> rarely'],
    ['Tea &amp;lt;b&amp;gt; too', 'Tea <b> too'],
    ['  folded\n   line ', 'folded line'],
  ])('%s', async (xml, headline) => {
    expect(await titleFrom(xml)).toBe(headline);
  });

  test('are text in Atom that says so, and HTML where it says so', async () => {
    const titles = [
      ['type="text"', 'A &lt;b&gt; &amp;amp; c', 'A <b> &amp; c'],
      ['type="html"', 'A &lt;b&gt;b&lt;/b&gt; &amp;amp; c', 'A b & c'],
      ['', 'The mayor&amp;rsquo;s', 'The mayor’s'],
      ['', 'Ferry <em>not</em> running', 'Ferry not running'],
    ];
    for (const [type, xml, headline] of titles)
      expect(await oneItem(atomOf(`<entry><id>1</id><title ${type}>${xml}</title></entry>`))).toMatchObject({
        headline,
      });
  });
});

describe('dates', () => {
  test.each([
    ['Mon, 01 Jun 2026 00:00:00 +0100', '2026-06-01'],
    ['Mon, 01 Jun 2026 23:59:59 -0800', '2026-06-01'],
    ['1 Jun 26 09:00 EDT', '2026-06-01'],
    ['Mon, 1 Jun 2026 09:00:00 BST', '2026-06-01'],
    ['MON, 01 JUN 2026 09:00:00 Z', '2026-06-01'],
    ['Wed, 31 Dec 2025 23:59:60 GMT', '2025-12-31'],
    ['01 Jun 2026', '2026-06-01'],
    ['Mon, 01 Jun 2026 09:00:00 GMT (London)', '2026-06-01'],
    ['01 Jun 99 00:00:00 UT', '1999-06-01'],
    ['2026-06-01T00:30:00+02:00', '2026-06-01'],
    ['2026-06-01T23:59:60Z', '2026-06-01'],
    ['2026-06-01', '2026-06-01'],
    ['2026-06-01T09:00+0100', '2026-06-01'],
  ])('%s', (text, day) => expect(feedDate(text)?.day).toBe(day));

  test.each([
    '01/06/2026',
    '31 Jun 2026 09:00:00 GMT',
    '31 June',
    '2026-02-30',
    'Llun, 01 Meh 2026 09:00:00 +0100',
    '2026-06-01T24:00:00Z',
    'yesterday',
    '2026',
    '06-01-2026',
    '1780300800',
    '0001-01-01T00:00:00Z',
    '',
  ])('%s is none', (text) => expect(feedDate(text)).toBeUndefined());
});

describe('addresses', () => {
  const linked = (entry: string, attributes = '') => oneItem(atomOf(entry, attributes));
  test('count from xml:base, from the outside in', async () => {
    const entry =
      '<entry xml:base="news/"><id>1</id><title>T</title><link href="1"/><content type="xhtml" xml:base="x/"><div><a href="y">y</a> <span xml:base="https://z.example.org/"><a href="z">z</a></span></div></content></entry>';
    const item = await linked(entry, ' xml:base="https://b.example.org/"');
    expect(item.links[0]?.url).toBe('https://b.example.org/news/1');
    expect(item.body).toBe('[y](https://b.example.org/news/x/y) [z](https://z.example.org/z)');
  });
  test('else from the item’s page, the channel’s, and at last from where the feed was fetched', async () => {
    const item = (link: string) =>
      `<item><title>T</title>${link}<description>&lt;a href="c"&gt;c&lt;/a&gt;</description></item>`;
    const channel = '<title>C</title><link>https://ch.example.org/dir/</link>';
    expect((await oneItem(rssOf(item('<link>https://i.example.org/a/b</link>'), channel))).body).toBe(
      '[c](https://i.example.org/a/c)',
    );
    expect((await oneItem(rssOf(item(''), channel))).body).toBe('[c](https://ch.example.org/dir/c)');
    expect((await oneItem(rssOf(item('')))).body).toBe('[c](https://fetched.example.org/c)');
    expect((await oneItem(rssOf(item('<link>x?a=1&amp;amp;b=2&c=3</link>'), channel))).links[0]?.url).toBe(
      'https://ch.example.org/dir/x?a=1&b=2&c=3',
    );
  });
  test('lead nowhere that is not for readers', async () => {
    expect(
      await bodyOf(
        '<a href="javascript:x()">a</a> <a href="mailto:bins@example.org">write</a> <a href="//o.example.org/">o</a>',
      ),
    ).toBe('a [write](mailto:bins@example.org) [o](https://o.example.org/)');
    const atom = await oneItem(
      atomOf(
        '<entry><id>1</id><title>T</title><link rel="self" href="https://a.example.org/s"/><link rel="enclosure" type="audio/mpeg" href="https://a.example.org/e.mp3"/><link href="https://a.example.org/page"/></entry>',
      ),
    );
    expect(atom.links.map(({ url }) => url)).toEqual([
      'https://a.example.org/page',
      'https://a.example.org/e.mp3',
    ]);
  });
});

describe('which items', () => {
  const dated = (day: number) =>
    `<item><title>Day ${day}</title><guid>g${day}</guid><pubDate>${day} Jan 2026 00:00:00 GMT</pubDate></item>`;
  test('the newest, whatever the order in the file', async () => {
    const many = Array.from(
      { length: 150 },
      (_, at) =>
        `<item><title>N${at}</title><guid>${at}</guid><pubDate>${new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toUTCString()}</pubDate></item>`,
    );
    for (const text of [many.join(''), many.toReversed().join('')]) {
      const { items } = await readFeedText(rssOf(text));
      expect([items.length, items[0]?.headline, items.at(-1)?.headline]).toEqual([100, 'N149', 'N50']);
    }
    const undated = '<item><title>Undated</title><guid>u</guid></item>';
    const { items } = await readFeedText(rssOf(dated(1) + undated + dated(3) + dated(5)));
    expect(items.map(({ headline }) => headline)).toEqual(['Day 5', 'Day 3', 'Undated', 'Day 1']);
  });
  test('one that breaks off is refused by name, and costs no other', async () => {
    const { items, refused } = await readFeedText(
      `<rss><channel><item><title>Whole</title></item><item><title>Half</title><description>will not`,
    );
    expect(items.map(({ headline }) => headline)).toEqual(['Whole']);
    expect(refused).toEqual(['“Half”: the feed breaks off or is broken inside it']);
  });
  test.each([
    [
      'RSS 1.0',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>C</title></channel><item rdf:about="https://r.example.org/1"><title>T</title><description>d</description></item></rdf:RDF>',
    ],
    [
      'RSS 0.91',
      '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "x"><rss version="0.91"><channel><title>C</title><item><title>T</title><link>https://r.example.org/1</link><description>d</description></item></channel></rss>',
    ],
    [
      'prefixes of its own',
      '<r:rss xmlns:r="http://backend.userland.com/rss2" xmlns:c="http://purl.org/rss/1.0/modules/content/"><r:channel><r:title>C</r:title><r:item><r:title>T</r:title><r:guid>https://r.example.org/1</r:guid><c:encoded>d</c:encoded></r:item></r:channel></r:rss>',
    ],
    [
      'Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>C</title><entry><title mode="escaped">T</title><link rel="alternate" type="text/html" href="https://r.example.org/1"/><content type="text/html" mode="escaped">&lt;p&gt;d&lt;/p&gt;</content></entry></feed>',
    ],
    [
      'a mark and a warning before it',
      '\uFEFFWarning: x in y\n<?xml version="1.0"?>' +
        rssOf(
          '<item><title>T</title><link>https://r.example.org/1</link><description>d</description></item>',
        ),
    ],
    [
      'old line ends',
      rssOf(
        '<item>\r<title>T</title>\r<link>\rhttps://r.example.org/1\r</link>\r<description>d</description>\r</item>',
      ),
    ],
    [
      'an undeclared prefix',
      rssOf(
        '<item><title>T</title><link>https://r.example.org/1</link><content:encoded>d</content:encoded></item>',
      ),
    ],
  ])('%s is read', async (_kind, text) => {
    expect(await oneItem(text)).toMatchObject({
      headline: 'T',
      body: 'd',
      links: [{ url: 'https://r.example.org/1' }],
    });
  });
});

describe('stories', () => {
  test.each([
    ['<p>Will <b>not</b> <i>ever</i> stop.</p>', 'Will **not** *ever* stop.'],
    ['<b>One </b>two<b> three</b>', '**One** two **three**'],
    ['<p>One<p>Two', 'One\n\nTwo'],
    ['One<br><br>Two<br>Three', 'One\n\nTwo\\\nThree'],
    ['<div>One</div><div>Two</div>', 'One\n\nTwo'],
    ['Quote <reference number> please', 'Quote \\<reference number> please'],
    ['Use <script> rarely', 'Use \\<script> rarely'],
    ['<style>p{}</style><script>x</script><!-- c -->a', 'a'],
    ['<o:p>Word</o:p> <![if !x]>kept<![endif]>', 'Word kept'],
    ['x<sup>2</sup> CO<sub>2</sub> 1<sup>st</sup> 10<sup>n+1</sup>', 'x² CO₂ 1st 10ⁿ⁺¹'],
    ['<ul><li>a<ul><li>b</ul><li>c</ul>', '- a\n  - b\n- c'],
    ['<ol start="3"><li>c</li></ol>', '3. c'],
    [
      '<a href="x"><h3>Card</h3><p>Words</p></a>',
      '### [Card](https://p.example.org/a/x)\n\n[Words](https://p.example.org/a/x)',
    ],
    [
      '<table><tr><th>A</th><th>B</th></tr><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table>',
      '| A | B |\n| - | - |\n| 1 | 2 |\n|   | 3 |',
    ],
    ['<img src="p.jpg" alt="A map">', '[Picture: A map](https://p.example.org/a/p.jpg)'],
    [
      '<img src="data:image/gif;base64,R0" data-src="p.jpg" alt="M"><noscript><img src="p.jpg" alt="M"></noscript>',
      '[Picture: M](https://p.example.org/a/p.jpg)',
    ],
    ['<img srcset="s.jpg 300w, l.jpg 900w" alt="">', '[Picture](https://p.example.org/a/l.jpg)'],
    ['a<img src="https://c.example.org/t" width="1" height="1">b', 'ab'],
    ['<a href="big.jpg"><img src="small.jpg" alt="M"></a>', '[Picture: M](https://p.example.org/a/big.jpg)'],
    [
      '<video><source src="f.mp4">Your browser is old.</video>',
      '[Film at p.example.org](https://p.example.org/a/f.mp4)',
    ],
    ['<p>a</p><p>The post <a href="x">T</a> appeared first on <a href="y">Z</a>.</p>', 'a'],
    ['a <a href="x>b</a> and <b>c</b>', 'a\n\nb and c'],
    ['Fish &amp; chips &copy 2026 &#150; x', 'Fish & chips © 2026 – x'],
    ['<pre>a\n  b</pre>', '```\na\n  b\n```'],
    ['<p>a</p>&nbsp;<p>&nbsp;</p><p>5&nbsp;km</p>', 'a\n\n5 km'],
  ])('%s', async (html, markdown) => {
    expect(await bodyOf(html)).toBe(markdown);
  });

  test('have a summary only where it says something else', async () => {
    const item = (summary: string, story: string) =>
      oneItem(
        atomOf(
          `<entry><id>1</id><title>T</title><summary>${summary}</summary><content type="html">${story}</content></entry>`,
        ),
      );
    expect((await item('One two three four […]', 'One two three four five six')).summary).toBe('');
    expect((await item('The gist. Read more »', 'One two three four five six')).summary).toBe('The gist.');
    expect((await item('T', 'One two three')).summary).toBe('');
  });

  test('say that a headline or summary was cut', async () => {
    const long = 'word '.repeat(100).trim();
    const item = await oneItem(rssOf(`<item><title>${long}</title><description>x</description></item>`));
    expect(item.headline.length).toBeLessThanOrEqual(250);
    expect(item.notes[0]).toBe(`Its headline is cut; whole it is: ${long}`);
  });
});

describe('the language of an item', () => {
  const item = (inner: string, attributes = '') =>
    `<entry${attributes}><id>1</id><title>Cyfarfod</title>${inner}</entry>`;
  test.each([
    ['Atom’s own', atomOf(item('', ' xml:lang="cy"'), ' xml:lang="en"'), 'cy'],
    ['its content’s', atomOf(item('<content xml:lang="cy">Bore da</content>')), 'cy'],
    ['the feed’s', atomOf(item(''), ' xml:lang="en-gb"'), 'en-GB'],
    [
      'RSS’s channel’s',
      rssOf('<item><title>Bonjour</title></item>', '<title>C</title><language>fr-fr</language>'),
      'fr-FR',
    ],
    [
      'Dublin Core’s',
      rssOf(
        '<item xmlns:dc="http://purl.org/dc/elements/1.1/"><title>Bonjour</title><dc:language>fr_CA</dc:language></item>',
        '<language>en</language>',
      ),
      'fr-CA',
    ],
    ['none that is one', atomOf(item('', ' xml:lang="the usual"')), undefined],
    [
      'none that the letters belie',
      rssOf('<item><title>Доброе утро, соседи</title></item>', '<language>en-US</language>'),
      undefined,
    ],
  ])('%s', async (_, feed, language) => {
    expect((await oneItem(feed)).language).toBe(language);
  });
});
