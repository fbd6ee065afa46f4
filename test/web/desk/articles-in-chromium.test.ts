import type { Browser, BrowserContext, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { listVersions, showArticle } from '../../../src/articles/index.ts';
import { articleId, type Database, movableClock, sectionSlug } from '../../../src/core/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { editor } from '../../support/actors.ts';
import { axeFaults } from '../../support/axe.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const publicUrl = 'http://localhost';
let db: Database;
let site: string;
let browser: Browser;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock }, { publicUrl });
  const sections = [
    { slug: sectionSlug('seeds'), label: 'Seeds and soil', description: 'What to sow' },
    { slug: sectionSlug('sheds'), label: 'Sheds', description: '' },
  ];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await makeArticleShell({ db, clock }, standardTheme.language, { publicUrl, theme: standardTheme });
  browser = await startChromium();
});

/** Somebody of the desk in a browser of their own. */
async function desk(name: string, { javaScriptEnabled = true } = {}): Promise<BrowserContext> {
  const email = `${name.toLowerCase()}@example.org`;
  const { cookie } = await signedInBrowser({ db, clock }, site, { name: `${name} Example`, email });
  const context = await browser.newContext({ baseURL: site, javaScriptEnabled });
  const value = cookie.slice(cookie.indexOf('=') + 1);
  await context.addCookies([{ name: 'quarterly-session', value, url: site }]);
  return context;
}

const PICTURES = process.env.DESK_PICTURES;
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      if (PICTURES)
        await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true });
      expect(await axeFaults(page), `${name} ${width} ${colorScheme}`).toEqual([]);
      const beyond = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(beyond, `${name} is wider than ${width}`).toBe(false);
    }
  }
}

const save = (page: Page, name = 'Save') => page.getByRole('button', { name, exact: true }).click();

async function write(page: Page, headline: string, body: string): Promise<number> {
  await page.goto('/desk/articles/new');
  await page.getByLabel('Headline').fill(headline);
  await page.getByLabel('Story').fill(body);
  await page.getByLabel('Section').selectOption('Seeds and soil');
  await save(page);
  await page.getByText('The article is saved.').waitFor();
  return Number(/articles\/(\d+)/.exec(page.url())?.[1]);
}

test('what is typed is kept and stands in the mail beside it, without a version', async () => {
  const page = await (await desk('Ed')).newPage();
  const id = await write(page, 'Peas', 'Sow peas.');
  await page.getByLabel('Story').fill('Sow **peas** at once.');
  await page.frameLocator('.desk-frame').getByText('at once').waitFor();
  await page.getByText('not saved yet').waitFor();
  await page.reload();
  expect(await page.getByLabel('Story').inputValue()).toBe('Sow **peas** at once.');
  expect(await listVersions(db, articleId(id))).toHaveLength(1);
  await look(page, 'article');
  await page.goto('/desk/articles');
  await look(page, 'articles');
  await page.goto('/desk/articles/new');
  await look(page, 'new');
  await page.context().close();
});

test('two editors are shown both texts, with and without JavaScript', async () => {
  const ed = await (await desk('Ed')).newPage();
  const kim = await (await desk('Kim', { javaScriptEnabled: false })).newPage();
  const id = await write(ed, 'Leeks', 'Sow leeks.');
  await kim.goto(`/desk/articles/${id}`);
  await ed.getByLabel('Story').fill('Sow leeks early.');
  await save(ed, 'Save as a new version');
  await ed.getByText('saved as a new version').waitFor();
  await kim.getByLabel('Story').fill('Sow leeks late.');
  await save(kim);
  await kim.getByRole('heading', { name: 'Somebody else has changed this article too' }).waitFor();
  await look(ed, 'version-saved');
  await save(kim, 'Save as a new version');
  expect(await showArticle(db, articleId(id))).toMatchObject({ body: 'Sow leeks late.' });
  await kim.getByRole('link', { name: 'Version 2' }).click();
  await save(kim, 'Restore');
  expect(await showArticle(db, articleId(id))).toMatchObject({ body: 'Sow leeks early.' });
  await ed.goto(`/desk/articles/${id}/versions/1`);
  await look(ed, 'version');
  await Promise.all([ed.context().close(), kim.context().close()]);
});
