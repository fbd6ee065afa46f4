import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
let web: string;
const page = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`${web}${path}`, { redirect: 'manual', ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

beforeAll(async () => {
  const { db } = await freshDatabase();
  web = await servedWeb({ db, clock });
  await publishedSample({ db, clock }, 'edition-06');
  clock.advance(90 * 24 * 3_600_000);
  await publishedSample({ db, clock }, 'edition-07');
});

describe('the archive', () => {
  it('shows the latest edition at the front, and how to get it', async () => {
    const { status, text } = await page('/');
    expect(status).toBe(200);
    expect(text).toContain('href="/editions/7"');
    expect(text).toContain('href="/subscribe"');
    expect(text).toContain('type="application/rss+xml"');
  });

  it('lists every edition', async () => {
    const { text } = await page('/editions');
    expect(text.indexOf('/editions/7')).toBeLessThan(text.indexOf('/editions/6'));
    expect(text).toContain('<a href="/submit">Submit it</a>');
  });

  it('shows an edition, whole or only some sections', async () => {
    const whole = await page('/editions/6');
    expect(whole.status).toBe(200);
    expect(whole.text.match(/<section class="section"/g)).toHaveLength(5);
    const some = await page('/editions/6?sections=communities,disruptions');
    expect(some.text.match(/<section class="section"/g)).toHaveLength(2);
    expect(some.text).toContain('<link rel="canonical" href="https://bulletin.example.org/editions/6"/>');
  });

  it.each(['/editions/6?sections=nowhere', '/sections/nowhere'])(
    'answers %s with a page that leads to the sections there are',
    async (path) => {
      const { status, text } = await page(path);
      expect(status).toBe(404);
      expect(text).toContain('There is no section “nowhere”.');
      expect(text).toContain('<a href="/sections/communities">communities (Communities)</a>');
    },
  );

  it('shows an article alone, with the way on', async () => {
    const { status, text } = await page('/editions/6/your-bulletin-your-sections');
    expect(status).toBe(200);
    expect(text).toContain('<h1>Your bulletin, your sections</h1>');
    expect(text).toContain('rel="next"');
    expect(text).toContain('"@type":"NewsArticle"');
  });

  it('leads from an article to the newest of its section in other editions', async () => {
    const { text: edition } = await page('/editions/6');
    const [, own = ''] = /<h3[^>]*><a href="(\/editions\/6\/[^"]+)"/.exec(edition) ?? [];
    const { text } = await page(own);
    const [, related = ''] = /<section class="related.*?>(.*?)<\/section>/s.exec(text) ?? [];
    const [, section = ''] = /class="kicker".*?href="([^"]+)"/s.exec(text) ?? [];
    const hrefs = [...related.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href);
    expect(hrefs.at(-1)).toBe(section);
    expect(hrefs.slice(0, -1).length).toBeGreaterThan(0);
    const { text: listed } = await page(section);
    for (const href of hrefs.slice(0, -1)) {
      expect(href).toMatch(/^\/editions\/7\//);
      expect(listed).toContain(`href="${href}"`);
    }
  });

  it('shows a section through all editions', async () => {
    const { status, text } = await page('/sections/communities');
    expect(status).toBe(200);
    expect(text).toContain('/editions/6/');
    expect(text).toContain('/editions/7/');
  });

  it('says what to do when there is no such page', async () => {
    for (const path of ['/editions/99', '/editions/6/nothing', '/sections/nowhere', '/nowhere']) {
      const { status, headers, text } = await page(path);
      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('text/html');
      expect(text).toContain('<h1>Page not found</h1>');
      expect(text).toContain('href="/editions"');
    }
  });

  it.each([
    ['/editions/', '/editions'],
    ['/editions/7/?sections=communities', '/editions/7?sections=communities'],
    ['/editions/007?sections=communities', '/editions/7?sections=communities'],
    ['/editions/06/your-bulletin-your-sections', '/editions/6/your-bulletin-your-sections'],
    ['/feed.xml/', '/feed.xml'],
    ['//elsewhere.example/', '/elsewhere.example'],
  ])('leads from %s to the one address of the page', async (path, to) => {
    const { status, headers } = await page(path);
    expect([status, headers.get('location')]).toEqual([301, to]);
  });

  it.each(['//elsewhere.example/', '/\\elsewhere.example/', '///elsewhere.example//'])(
    'leads from %s to no other host',
    async (path) => {
      // As it stands: `fetch` would tidy it.
      const [answer] = (await once(get(web, { path }), 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer.headers.location ?? '/').toMatch(/^\/(?![/\\])/);
    },
  );

  it('gives images for ever', async () => {
    const { text } = await page('/editions/6');
    const src = /\/images\/[0-9a-f]{64}\.png/.exec(text)?.[0] ?? '';
    const { status, headers } = await page(src);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('cache-control')).toContain('immutable');
    expect((await page(src.replace('.png', '.gif'))).status).toBe(404);
  });

  it('says that it lives and is ready', async () => {
    expect((await page('/health/live')).status).toBe(200);
    expect((await page('/health/ready')).status).toBe(200);
  });
});
