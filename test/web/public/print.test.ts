import { beforeAll, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

let web: string;
let browser: Awaited<ReturnType<typeof startChromium>>;

beforeAll(async () => {
  const { db } = await freshDatabase();
  const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
  web = await servedWeb(deps);
  await publishedSample(deps, 'edition-07');
  browser = await startChromium();
});

it.each(['light', 'dark'] as const)('prints dark on white, also from a %s screen', async (colorScheme) => {
  const page = await browser.newPage();
  await page.emulateMedia({ media: 'print', colorScheme });
  await page.goto(`${web}/editions/7`);
  const look = (selector: string, property: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
  expect(await look('body', 'backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await look('body', 'color')).toBe('rgb(0, 0, 0)');
  expect(await look('.panel', 'backgroundColor')).toBe('rgb(244, 246, 248)');
  expect(await page.locator('nav.panel').isVisible()).toBe(true);
  for (const hidden of ['.site-header nav', '.site-footer', '.choose']) {
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  }
  // No heading is parted from what it is about, nor in itself.
  for (const whole of ['h2', 'h3', '.lead', '.article__meta']) {
    expect(await look(whole, 'breakAfter'), whole).toBe('avoid');
  }
  expect(await look('h3', 'breakInside')).toBe('avoid');
  await page.close();
});
