import { expect, it } from 'vitest';
import { sampleSite } from '../sample-site.ts';

const { web, browser } = await sampleSite('edition-07');

it.each(['light', 'dark'] as const)('prints dark on white, also from a %s screen', async (colorScheme) => {
  const page = await browser.newPage();
  await page.emulateMedia({ media: 'print', colorScheme });
  await page.goto(`${web}/editions/7`);
  const look = (selector: string, property: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
  expect(await look('body', 'backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await look('body', 'color')).toBe('rgb(0, 0, 0)');
  expect(await look('.panel', 'backgroundColor')).toBe('rgb(244, 246, 248)');
  expect(await page.locator('nav.contents').isVisible()).toBe(true);
  for (const hidden of ['.site-header nav', '.site-footer', '.choose']) {
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  }
  // No heading is parted from what it is about, nor in itself.
  for (const whole of ['h2', 'h3', '.lead', '.article__meta']) {
    expect(await look(whole, 'breakAfter'), whole).toBe('avoid');
  }
  expect(await look('h3', 'breakInside')).toBe('avoid');
  await page.locator('h3 a').first().click();
  expect(await page.locator('.govuk-breadcrumbs a').last().isVisible(), 'its edition').toBe(true);
  expect(await page.locator('nav.contents').isVisible(), 'the rest of it').toBe(false);
  await page.close();
});
