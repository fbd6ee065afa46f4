import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { startChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';
import { publicScreens } from './public/screens.ts';
import { readers } from './readers/readers.ts';
import { screens, type World } from './readers/screens.ts';
import { missingStyles } from './styles.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
let page: Page;
let world: World;

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  world = { site: await servedWeb({ db, clock }), people: readers({ db, clock }), clock };
  page = await (await startChromium()).newPage();
});

beforeEach(async () => {
  await db.deleteFrom('rate_limits').execute();
});

// No page holds a frame, so the mode that opens a second page to look into frames is not needed.
async function violations(page: Page) {
  const found = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
const sideways = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

it.each([...publicScreens, ...screens])(
  '$name is accessible, fits 320 pixels, and keeps its own rules',
  async ({ open }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: 'light' });
    const complaints: string[] = [];
    page.removeAllListeners('console').removeAllListeners('pageerror');
    page.on('console', (message) => {
      // The status of an error page is no complaint; a refused script or style is.
      if (message.type() === 'error' && !message.text().includes('status of'))
        complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await open(page, world);
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    if (await page.locator('.journey').count()) expect(await missingStyles(page)).toEqual([]);
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('h1').count()).toBe(1);
    expect(complaints).toEqual([]);
  },
);
