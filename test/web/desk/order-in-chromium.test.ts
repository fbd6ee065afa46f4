import { expect, test } from 'vitest';
import { editionNumber, movableClock } from '../../../src/core/index.ts';
import { assembleEdition, draftSnapshot, importEditionFolder } from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;
const number = editionNumber(7);

test('sections and articles are dragged to their place, and a button that was pressed keeps the focus', async () => {
  const { db } = await freshDatabase();
  const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
  const site = await servedWeb({ db, clock }, { publicUrl: 'http://localhost' });
  await importEditionFolder({ db, clock }, SAMPLE, editor());
  await assembleEdition({ db, clock }, number, editor());
  const order = async () => {
    const { sections } = (await draftSnapshot({ db, clock }, number)).snapshot;
    return sections.map(({ slug, articles }) => [slug, ...articles.map((article) => article.slug)]);
  };
  const before = await order();
  const { cookie } = await signedInBrowser({ db, clock }, site);
  const context = await (await startChromium()).newContext({ baseURL: site });
  const value = cookie.slice(cookie.indexOf('=') + 1);
  await context.addCookies([{ name: 'quarterly-session', value, url: site }]);
  const page = await context.newPage();
  await page.goto('/desk/editions/7');

  const rowOf = (text: string) =>
    page.locator('[data-moves] .arranged__row').filter({ hasText: text }).first();
  const handle = (text: string) => rowOf(text).locator('.arranged__handle').first();
  await handle('Law enforcement').dragTo(rowOf('Announcements'), { targetPosition: { x: 5, y: 2 } });
  await page.waitForURL(/done=order/);
  const [announcements, success, law, ...rest] = before;
  expect(await order()).toEqual([law, announcements, success, ...rest]);

  // Let go beside the list: nothing is other.
  await handle('Law enforcement').dragTo(page.getByRole('heading', { level: 1 }));
  expect(await order()).toEqual([law, announcements, success, ...rest]);
  expect(await page.locator('.arranged__sections > li h3').first().textContent()).toBe('Law enforcement');

  const down = page.getByRole('button', { name: 'Move down Law enforcement' });
  await down.press('Enter');
  await page.waitForURL(/moved=section/);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Move down Law enforcement');
  expect(await order()).toEqual([announcements, law, success, ...rest]);

  // What is needed less often opens and closes by the keyboard.
  const [more, sections] = [
    page.locator('.desk-more summary'),
    page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Sections' }),
  ];
  expect(await sections.count()).toBe(0);
  await more.press('Enter');
  await sections.press('Escape');
  expect(await sections.count()).toBe(0);
  await more.press('Enter');
  await sections.click();
  await page.getByRole('heading', { level: 1, name: 'Sections' }).waitFor();
  expect(await page.locator('.desk-more summary').textContent()).toBe('More: Sections');
  await context.close();
});
