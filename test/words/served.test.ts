import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { localeFor } from '../../src/words/index.ts';
import { site } from '../rendering/site.ts';
import { startChromium } from '../support/chromium.ts';
import { servedWeb } from '../support/web.ts';
import { greekArchive, PAGES, REFUSED } from './greek-archive.ts';
import { plainWords, spokenTexts } from './plain-words.ts';
import { readerPages } from './reader-pages.tsx';

const PHONE = 375;
const languages = ['en-XA', 'ar-XB'] as const;
const webs = new Map<string, string>();
let page: Page;

const at = (language: string, path: string) => `${webs.get(language)}${path}`;
/** As a browser asks that opens an address, so that a feed comes as a page. */
const opened = { headers: { 'Sec-Fetch-Dest': 'document' } };

const tooWide = () =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
/** Of an asset, without its folder and the hash in its name. */
const nameOf = (url: string) => url.replace(/^.*\/|\.[0-9a-f]{12}(?=\.)/g, '');

beforeAll(async () => {
  const archive = await greekArchive();
  for (const language of languages) {
    webs.set(language, await servedWeb({ ...archive, language }, { bulletinName: 'Κοινό' }));
  }
  const browser = await startChromium();
  page = await browser.newPage({ viewport: { width: PHONE, height: 800 } });
});

describe.each([...PAGES, ...REFUSED])('%s', (path, status) => {
  test('has no word of ours without an accent in en-XA, from its title to its foot', async () => {
    const answer = await fetch(at('en-XA', path), opened);
    const html = await answer.text();
    expect([answer.status, /<html lang="en-XA">/.test(html)]).toEqual([status, true]);
    expect(spokenTexts(html).flatMap(plainWords)).toEqual([]);
  });

  test('runs from right to left in ar-XB', async () => {
    const html = await (await fetch(at('ar-XB', path), opened)).text();
    expect(html).toContain('<html lang="ar-XB" dir="rtl">');
  });
});

describe.each(languages)('in %s', (language) => {
  test.each(PAGES)('%s is no wider than a telephone', async (path) => {
    await page.goto(at(language, path));
    expect(await tooWide()).toBe(0);
  });

  test('the pages of a reader’s journey are no wider than a telephone', async () => {
    await page.goto(at(language, '/subscribe'));
    const built = new Map((await page.content()).match(/\/assets\/[^"]+/g)?.map((url) => [nameOf(url), url]));
    const asset = (name: string) => built.get(name) ?? '';
    expect(asset('site.css')).not.toBe('');
    const locale = localeFor(language);
    const wide: string[] = [];
    for (const [name, content] of readerPages({ ...site, name: 'Κοινό', locale, lang: language, asset })) {
      await page.setContent(String(content));
      if ((await tooWide()) > 0) wide.push(name);
    }
    expect(wide).toEqual([]);
  });
});

test('a feed’s style sheet has no word of ours without an accent, and runs the same way', async () => {
  // A title’s content is text to an HTML parser, elements too.
  const [accented, mirrored] = await Promise.all(
    languages.map(async (language) => (await fetch(at(language, '/feed.xsl'))).text()),
  );
  expect(spokenTexts((accented ?? '').replace(/<xsl:value-of[^>]*>/g, '')).flatMap(plainWords)).toEqual([]);
  expect(mirrored).toContain('<html lang="ar-XB" dir="rtl">');
});
