import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { startChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/database.ts';
import { BUDGET, FIRST_PAGES, openAndWeigh } from '../support/page-octets.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

let web: string;
let browser: Awaited<ReturnType<typeof startChromium>>;

beforeAll(async () => {
  const { db } = await freshDatabase();
  const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
  web = await servedWeb(deps);
  await publishedSample(deps, 'edition-06');
  await publishedSample(deps, 'edition-07');
  browser = await startChromium();
});

describe('what a reader’s first page weighs', () => {
  it.each(Object.entries(FIRST_PAGES))(
    '%s stays within the octets that a page may weigh',
    async (_, path) => {
      const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } });
      const weighed = await openAndWeigh(page, `${web}${path}`);
      await page.close();
      for (const [what, most] of Object.entries(BUDGET)) {
        expect(weighed[what as keyof typeof BUDGET], what).toBeLessThanOrEqual(most);
      }
      expect(weighed.html).toBeGreaterThan(0);
      expect(weighed.css).toBeGreaterThan(0);
    },
  );
});
