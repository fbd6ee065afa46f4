import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { publishEdition } from '../../src/publishing/index.ts';
import { article, EDITION, put } from '../editions/folders.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample, sentEdition } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';
import { readXml, xmlTexts } from '../support/xml.ts';

const { db } = await freshDatabase();
const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
let web: string;
const ARTICLES = 37;
const BODY = 'Call [the desk](tel:01632960003).';

beforeAll(async () => {
  await publishedSample(deps, 'edition-06');
  deps.clock.advance(86_400_000);
  const files = Array.from({ length: ARTICLES }, (_, at): [string, string] => [
    `${String(at + 2).padStart(2, '0')}-bean.md`,
    article({ headline: `Bean ${at + 1}`, contact: '\n  phone: "+44 (0)1632 960001 ext. 2"' }, BODY),
  ]);
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-edition-'));
  put(dir, { 'edition.yaml': EDITION, 'welcome.md': '', ...Object.fromEntries(files) });
  await publishEdition(deps, await sentEdition(deps, dir));
  rmSync(dir, { recursive: true });
  web = await servedWeb(deps, { publicUrl: 'https://bulletin.example.org' });
});

const text = async (path: string) => (await fetch(`${web}${path}`)).text();
const titles = async (path: string) => xmlTexts(readXml(await text(path)), '/rss/channel/item/title');

describe('page 1 of a feed', () => {
  it.each(['/feed.xml', '/sections/seeds/feed.xml', '/feed.xml?sections=seeds'])(
    'holds the whole newest edition: %s',
    async (path) => {
      const found = await titles(path);
      expect(found.filter((title) => title.startsWith('Bean'))).toHaveLength(ARTICLES);
    },
  );

  it('is followed by the rest, each once', async () => {
    const second = await titles('/feed.xml?page=2');
    expect(second).toHaveLength(5);
    expect(second.join()).not.toContain('Bean');
    expect((await fetch(`${web}/feed.xml?page=3`)).status).toBe(404);
    expect(await text('/feed.xml')).toContain('page=2');
  });
});

describe('the feed of one edition', () => {
  it('holds its articles and no others, in three formats', async () => {
    expect(await titles('/editions/31/feed.xml')).toHaveLength(ARTICLES);
    expect(await titles('/editions/6/feed.xml')).toHaveLength(5);
    const rss = await text('/editions/6/feed.xml');
    expect(rss).toMatch(
      /<atom:link (?=[^>]*rel="self")[^>]*href="https:\/\/bulletin\.example\.org\/editions\/6\/feed\.xml"/,
    );
    expect(rss).toMatch(/<title>[^<]+: issue 6, [^<]+<\/title>/);
    expect((await text('/editions/6/feed.atom')).match(/<entry>/g)).toHaveLength(5);
    expect(JSON.parse(await text('/editions/6/feed.json')).items).toHaveLength(5);
  });

  it('has one address, and none where there is no such edition', async () => {
    const long = await fetch(`${web}/editions/006/feed.xml`, { redirect: 'manual' });
    expect([long.status, long.headers.get('location')]).toEqual([301, '/editions/6/feed.xml']);
    expect((await fetch(`${web}/editions/9/feed.xml`)).status).toBe(404);
    expect((await fetch(`${web}/editions/6/feed.xml?page=2`)).status).toBe(404);
  });

  it('is named by the page of its edition', async () => {
    const page = await text('/editions/6');
    const [, first] =
      /<link rel="alternate" type="application\/rss\+xml" [^>]*href="([^"]+)"/.exec(page) ?? [];
    expect(first).toBe('https://bulletin.example.org/editions/6/feed.xml');
    expect(page).toContain('href="https://bulletin.example.org/feed.xml"');
  });
});

describe('a telephone number', () => {
  it('is a link on pages and in feeds, in the contact and in the text', async () => {
    for (const path of ['/editions/31', '/editions/31/bean-1', '/editions/31/feed.atom']) {
      const shown = (await text(path))
        .replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"');
      expect(shown).toContain('<a href="tel:+441632960001;ext=2">+44 (0)1632 960001 ext. 2</a>');
      expect(shown).toContain('<a href="tel:01632960003">the desk</a>');
    }
  });
});
