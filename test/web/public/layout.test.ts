import { expect, it } from 'vitest';
import { sampleSite } from '../sample-site.ts';

const { web, browser } = await sampleSite('edition-06');

/** The page at a path, as wide as that; closed when `look` has seen it. */
async function seen<T>(path: string, width: number, look: string): Promise<T> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(`${web}${path}`);
  const found = await page.evaluate<T>(look);
  await page.close();
  return found;
}

// This runs in the page.
const widths = `['.search', '.cards'].map((one) => document.querySelector(one).getBoundingClientRect().width)`;

it('gives the search field and what it found the same measure', async () => {
  for (const width of [375, 1_280]) {
    const [field, results] = await seen<number[]>('/search?q=police', width, widths);
    expect(field, `${width}`).toBe(results);
  }
});
