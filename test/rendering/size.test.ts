import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeze } from '../../src/editions/draft.ts';
import { type CompiledEdition, compileEdition, HTML_LIMIT, spliceMail } from '../../src/rendering/index.ts';
import { articlesToShorten } from '../../src/rendering/shorten.ts';
import { standardTheme } from '../../templates/theme.ts';
import { sampleEdition } from './sample.ts';

const options = { publicUrl: 'https://bulletin.example.org', theme: standardTheme };

/** The sample edition with each body as many times over. */
function longEdition(times: (index: number) => number) {
  const { snapshot } = sampleEdition();
  let index = 0;
  const sections = snapshot.sections.map((section) => ({
    ...section,
    articles: section.articles.map((article) => ({
      ...article,
      body: `${article.body}\n\n`.repeat(times(index++)),
    })),
  }));
  return freeze({ ...snapshot, sections });
}
const everySet = (compiled: CompiledEdition) =>
  Array.from({ length: 2 ** compiled.sections.length - 1 }, (_, bits) =>
    compiled.sections.filter((_, at) => (bits + 1) & (1 << at)),
  );

describe('the limit of 100,000 octets', () => {
  test('holds for every variant of a long edition, with the longest links filled in', async () => {
    const compiled = await compileEdition(
      longEdition((index) => 4 + (index % 5)),
      options,
    );
    let cut = 0;
    for (const slugs of everySet(compiled)) {
      const { html, slots, shortened } = spliceMail(compiled, slugs);
      const filled = html
        .replaceAll(slots.unsubscribe, 'x'.repeat(300))
        .replaceAll(slots.preferences, 'x'.repeat(300));
      expect(Buffer.byteLength(filled)).toBeLessThanOrEqual(HTML_LIMIT);
      if (shortened.length > 0) cut++;
    }
    expect(cut).toBeGreaterThan(20);
  });

  test('shortens nothing that fits, and says what it shortened with a way to read on', async () => {
    const compiled = await compileEdition(
      longEdition((index) => (index === 4 ? 40 : 1)),
      options,
    );
    const [, , , communities] = compiled.sections;
    const whole = spliceMail(compiled, compiled.sections);
    expect(whole.shortened).toEqual(['library-pause-desks']);
    expect(whole.html).toContain(
      'aria-label="Read on: Ten quiet minutes: library pause desks stop scams before money moves"',
    );
    expect(whole.html).toContain('anyone with a worrying call');
    expect(
      spliceMail(
        compiled,
        compiled.sections.filter((slug) => slug !== communities),
      ).shortened,
    ).toEqual([]);
    expect(spliceMail(compiled, compiled.sections)).toEqual(whole);
  });

  test('keeps the text part whole', async () => {
    const compiled = await compileEdition(
      longEdition((index) => (index === 4 ? 40 : 1)),
      options,
    );
    expect(spliceMail(compiled, compiled.sections).text.split('Most scams depend on hurry')).toHaveLength(41);
  });

  test('loses the fewest words that any choice would', () => {
    const article = fc.record({ words: fc.nat(60), octets: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 9 }), fc.nat(400), (sizes, excess) => {
        const articles = sizes.map((size, index) => ({ ...size, index, slug: `a${index}`, section: 0 }));
        const chosen = articlesToShorten(articles, excess);
        const lost = (bits: number, key: 'words' | 'octets') =>
          sizes.reduce((sum, size, at) => (bits & (1 << at) ? sum + size[key] : sum), 0);
        const bits = [...chosen].reduce((sum, at) => sum | (1 << at), 0);
        const all = 2 ** sizes.length - 1;
        const enough = Array.from({ length: all + 1 }, (_, one) => one).filter(
          (one) => lost(one, 'octets') >= excess,
        );
        if (enough.length === 0) expect(bits).toBe(all);
        else expect(lost(bits, 'octets')).toBeGreaterThanOrEqual(excess);
        if (enough.length > 0)
          expect(lost(bits, 'words')).toBe(Math.min(...enough.map((one) => lost(one, 'words'))));
      }),
      { numRuns: 300 },
    );
  });
});
