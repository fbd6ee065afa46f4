import { describe, expect, it } from 'vitest';
import { BUDGET, FIRST_PAGES, openAndWeigh } from '../support/page-octets.ts';
import { sampleSite } from './sample-site.ts';

const { web, browser } = await sampleSite('edition-06', 'edition-07');

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
