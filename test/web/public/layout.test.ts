import { describe, expect, it } from 'vitest';
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

// These run in the page.
const widths = `['.search', '.cards'].map((one) => document.querySelector(one).getBoundingClientRect().width)`;

const addresses = `[...document.querySelectorAll('code')].map((code) => {
  getSelection().selectAllChildren(code);
  const texts = [...code.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  const letters = texts.flatMap((text) => [...text.data].map((letter, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return { letter, top: range.getBoundingClientRect().top };
  }));
  const lasts = letters.filter(({ top }, at) => letters[at + 1] && letters[at + 1].top > top);
  return { copied: String(getSelection()), lasts: lasts.map(({ letter }) => letter) };
})`;

it('gives the search field and what it found the same measure', async () => {
  for (const width of [375, 1_280]) {
    const [field, results] = await seen<number[]>('/search?q=police', width, widths);
    expect(field, `${width}`).toBe(results);
  }
});

describe('the address of a feed', () => {
  it.each(['/feeds?sections=communities&sections=disruptions', '/sections/communities/feed.atom'])(
    'breaks at its joints on the telephone, and is copied whole: %s',
    async (path) => {
      const found = await seen<{ copied: string; lasts: string[] }[]>(path, 375, addresses);
      expect(found.some(({ lasts }) => lasts.length > 0)).toBe(true);
      for (const { copied, lasts } of found) {
        expect(new URL(copied).href).toBe(copied);
        for (const last of lasts) expect('/?,&', copied).toContain(last);
      }
    },
  );
});
