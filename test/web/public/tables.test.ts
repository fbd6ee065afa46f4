import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { loadStanding } from '../../../src/editions/index.ts';
import { publishEdition } from '../../../src/publishing/index.ts';
import { compileEdition, fillSlots, spliceMail } from '../../../src/rendering/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { article, EDITION, put } from '../../editions/folders.ts';
import { setInOurFaces } from '../../stories/pictures/fonts.ts';
import { axeFaults } from '../../support/axe.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { sentEdition } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { TABLES } from './tables.ts';

const WIDTHS = [320, 375, 1280];
const publicUrl = 'https://bulletin.example.org';
const unsubscribe = `${publicUrl}/unsubscribe/1234`;

let page: Page;
let letter: Page;
let web: string;
let mail: string;

beforeAll(async () => {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-tables-'));
  const articles = TABLES.map(({ name, language, body }, at) => [
    `${10 + at}-${name}.md`,
    article({ headline: name, summary: 'A table.', ...(language ? { language } : {}) }, body),
  ]);
  put(dir, { 'edition.yaml': EDITION, 'welcome.md': 'Hello.\n', ...Object.fromEntries(articles) });
  const edition = await sentEdition({ db, clock }, dir);
  rmSync(dir, { recursive: true });
  const frozen = await loadStanding(db, edition);
  if (!frozen) throw new Error('The edition has no snapshot.');
  await publishEdition({ db, clock }, edition);
  const compiled = await compileEdition(frozen, { publicUrl, theme: standardTheme });
  const { html, slots } = spliceMail(compiled, compiled.sections);
  mail = fillSlots(html, slots, { unsubscribe, preferences: unsubscribe });
  web = await servedWeb({ db, clock }, { publicUrl });
  const browser = await startChromium();
  [page, letter] = [await browser.newPage(), await browser.newPage()];
});

/** What does not fit in our faces, as wider ones of a machine need more room: words that stand on two lines though they had room on one, and how much too wide the page is. */
async function misfits(page: Page): Promise<string[]> {
  await setInOurFaces(page);
  return page.evaluate(`(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.checkVisibility()) continue;
      for (const word of node.data.matchAll(/\\p{N}[\\p{N}.,:/–-]*\\p{N}|[\\p{L}\\p{M}\\p{N}.,:'’%£€$]+/gu)) {
        if (word[0].length > ${UNBROKEN} || /[\\p{sc=Han}]/u.test(word[0])) continue;
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top);
        if (Math.max(...tops) - Math.min(...tops) > 4) found.push('broken: ' + word[0]);
      }
    }
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return over > 0 ? [...found, over + ' pixels too wide'] : found;
  })()`);
}

/** Longer words are wider than a telephone in themselves. */
const UNBROKEN = 30;

describe.each(WIDTHS)('at %i pixels', (width) => {
  beforeAll(async () => {
    for (const each of [page, letter]) await each.setViewportSize({ width, height: 800 });
  });

  test.each(TABLES.map(({ name }) => name))('no word of “%s” breaks on its page', async (name) => {
    await page.goto(`${web}/editions/31/${name}`);
    expect(await misfits(page)).toEqual([]);
  });

  test('no word breaks on the edition’s page, nor in the mail', async () => {
    await page.goto(`${web}/editions/31`);
    expect(await misfits(page)).toEqual([]);
    await letter.setContent(mail);
    expect(await misfits(letter)).toEqual([]);
  });

  test('what scrolls has a name and takes the focus', async () => {
    await page.goto(`${web}/editions/31`);
    const boxes = await page.evaluate<
      { box: string; name: string | null; scrolls: boolean; focused: boolean }[]
    >(`
      [...document.querySelectorAll('main *')]
        .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === 'auto')
        .map((box) => {
          box.focus();
          const scrolls = (box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -40 : 40) && box.scrollLeft !== 0;
          return { box: box.outerHTML.slice(0, 80), name: box.getAttribute('aria-label'), scrolls, focused: document.activeElement === box };
        })`);
    expect(boxes.length).toBeGreaterThan(width < 500 ? 3 : 0);
    for (const box of boxes)
      expect(box).toEqual({ box: box.box, name: expect.stringMatching(/\S/), scrolls: true, focused: true });
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing in the %s', async (colorScheme) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.emulateMedia({ colorScheme });
  await page.goto(`${web}/editions/31`);
  expect(await axeFaults(page)).toEqual([]);
});
