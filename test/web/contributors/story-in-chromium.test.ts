import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withStoryLink } from '../../../src/compose/story-url.ts';
import { movableClock, parseNotice, sectionSlug } from '../../../src/core/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { PNG } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { servedWeb, testKeys } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const STORY = Array.from({ length: 30 }, (_, at) => `Volunteer ${at} walked each lane and found one hall.`);
/** A 300-word story, as somebody types it. */
const WORDS = STORY.join('\n\n');

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const next = async (page: Page, heading: string) => {
  await press(page, 'Continue');
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
};
const fill = async (page: Page, fields: Record<string, string>) => {
  for (const [label, text] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(text);
};

/** The pages that somebody was led over, each once. */
function pagesOf(page: Page): Set<string> {
  const seen = new Set<string>();
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) seen.add(new URL(frame.url()).pathname);
  });
  return seen;
}

/** As far as the picture, then the browser is closed. */
async function begin(context: BrowserContext, email: string): Promise<Set<string>> {
  const page = await context.newPage();
  const seen = pagesOf(page);
  await page.goto('/submit');
  await fill(page, {
    Organisation: 'Example Police',
    'Your name (optional)': 'Robin',
    'Email address': email,
  });
  await next(page, 'Headline and summary');
  await fill(page, { Headline: 'Every hall is on the map', Summary: 'A weekend’s walk.' });
  await next(page, 'Your story');
  await fill(page, { Story: WORDS });
  await next(page, 'Section');
  await page.getByRole('radio', { name: 'Sheds' }).check();
  await next(page, 'Picture');
  const picture = { name: 'hall.png', mimeType: 'image/png', buffer: PNG };
  await page.getByLabel('Picture', { exact: true }).setInputFiles(picture);
  await fill(page, { 'Describe the picture': 'Two people before a hall' });
  await press(page, 'Save and come back later');
  await page.getByRole('heading', { level: 1, name: 'Your answers are saved' }).waitFor();
  seen.delete('/submit/saved');
  await context.close();
  return seen;
}

/** On another device, by the mailed link: everything is there. */
async function goOn(context: BrowserContext, link: string): Promise<Set<string>> {
  const page = await context.newPage();
  const seen = pagesOf(page);
  await page.goto(new URL(link).pathname);
  await page.getByRole('heading', { level: 1, name: 'Contact' }).waitFor();
  await page.getByRole('checkbox', { name: /Print my own name/ }).check();
  await next(page, 'Links');
  await next(page, 'Check your answers');
  for (const words of ['Every hall is on the map', 'A weekend’s walk.', 'Sheds', 'Example Police', 'Robin'])
    expect(await page.locator('main').textContent()).toContain(words);
  expect(await page.getByRole('img', { name: 'Two people before a hall' }).first().isVisible()).toBe(true);
  const mail = page.frameLocator('iframe');
  for (const paragraph of [STORY[0], STORY[29]]) await mail.getByText(String(paragraph)).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await press(page, 'Send your story');
  await page.getByRole('heading', { level: 1, name: 'Your story is sent' }).waitFor();
  await context.close();
  return seen;
}

test('a story is written in one browser and sent from another, with and without JavaScript, on nine pages', async () => {
  const { db } = await freshDatabase();
  const publicUrl = 'http://localhost';
  const site = await servedWeb({ db, clock }, { publicUrl });
  const sections = ['Seeds', 'Sheds'].map((label) => ({
    slug: sectionSlug(label.toLowerCase()),
    ...{ label, description: `All about ${label}.` },
  }));
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await makeArticleShell({ db, clock }, standardTheme.language, { publicUrl, theme: standardTheme });
  const chromium = await startChromium();
  for (const javaScriptEnabled of [true, false]) {
    const email = `robin-${javaScriptEnabled}@example.org`;
    const desktop = { width: 1_280, height: 800 };
    const phone = { width: 320, height: 640 };
    const device = (viewport: typeof phone) =>
      chromium.newContext({ baseURL: site, javaScriptEnabled, viewport });
    const first = await begin(await device(desktop), email);
    const { kind, params } = await db
      .selectFrom('notices')
      .select(['kind', 'params'])
      .where('to_address', '=', email)
      .executeTakeFirstOrThrow();
    const config = { publicUrl, languages: ['en'] as const };
    const { notice: mail } =
      (await withStoryLink({ db, keys: testKeys, config }, parseNotice(kind, params))) ?? {};
    const second = await goOn(await device(phone), String(mail && 'url' in mail.params && mail.params.url));
    expect([...first, ...second].filter((path) => path.startsWith('/submit')).length).toBeLessThanOrEqual(9);
  }
  const articles = await db.selectFrom('articles').select(['state', 'body', 'image']).execute();
  expect(articles).toHaveLength(2);
  for (const article of articles)
    expect(article).toMatchObject({
      state: 'submitted',
      body: WORDS,
      image: { alt: 'Two people before a hall' },
    });
});
