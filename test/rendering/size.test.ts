import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeze } from '../../src/editions/draft.ts';
import { articleForms, checkSizes } from '../../src/rendering/check/sizes.ts';
import { type CompiledEdition, compileEdition, HTML_LIMIT, spliceMail } from '../../src/rendering/index.ts';
import { tighten } from '../../src/rendering/mjml.ts';
import { chooseForms, fewestWords } from '../../src/rendering/shorten.ts';
import type { ArticleForm } from '../../templates/mail/props.ts';
import { standardTheme } from '../../templates/theme.ts';
import { renderDirectly } from './direct.ts';
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

  test('leaves only headlines of the fewest words where summaries are not enough', async () => {
    const { snapshot } = sampleEdition();
    const sections = snapshot.sections.map((section) => ({
      ...section,
      articles: section.articles.flatMap((article) =>
        Array.from({ length: 8 }, (_, copy) => ({
          ...article,
          slug: `${article.slug}-${copy}`,
          summary: 'Words that say at some length what it is about. '.repeat(copy + 1),
        })),
      ),
    }));
    const frozen = freeze({ ...snapshot, sections });
    const compiled = await compileEdition(frozen, options);
    const whole = spliceMail(compiled, compiled.sections);
    expect(whole.shortened.length + whole.headlines.length).toBe(96);
    expect(whole.headlines.length).toBeGreaterThan(10);
    expect(Buffer.byteLength(whole.html) + whole.room).toBeLessThanOrEqual(HTML_LIMIT);
    expect(whole.octetsInFull).toBeGreaterThan(2 * HTML_LIMIT);
    const direct = await renderDirectly(frozen, whole, options);
    expect(tighten(whole.html)).toBe(tighten(direct.html));
    const variants = [{ ...whole, octets: HTML_LIMIT, textOctets: 0 }];
    const [first] = articleForms(compiled, variants).filter(({ variants: { headline } }) => headline === 1);
    expect(whole.headlines).toContain(first?.article);
    expect(first?.why).toMatch(
      /^In full these mails would have [\d,]+ bytes, above 100,000; summaries alone/,
    );
    const findings = checkSizes(variants);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(findings[0]?.message).toMatch(/^Stands as its headline with “Read on” in 1 of 1 possible mails/);
  });

  test('takes summaries away only when every summary together is too much', () => {
    const forms = (
      octets: Record<ArticleForm, number>,
      words: Record<ArticleForm, number>,
      index: number,
    ) => ({
      octets,
      words,
      index,
      slug: `a${index}`,
      section: 0,
    });
    const articles = [
      forms({ full: 900, short: 300, headline: 100 }, { full: 90, short: 30, headline: 0 }, 0),
      forms({ full: 500, short: 400, headline: 100 }, { full: 50, short: 40, headline: 0 }, 1),
    ];
    const chosen = (excess: number) => Object.fromEntries(chooseForms(articles, excess));
    expect(chosen(0)).toEqual({});
    expect(chosen(100)).toEqual({ 1: 'short' });
    expect(chosen(700)).toEqual({ 0: 'short', 1: 'short' });
    expect(chosen(701)).toEqual({ 0: 'headline', 1: 'short' });
    expect(chosen(1_000)).toEqual({ 0: 'short', 1: 'headline' });
    expect(chosen(9_000)).toEqual({ 0: 'headline', 1: 'headline' });
  });

  test('loses the fewest words that any choice would', () => {
    const article = fc.record({ words: fc.nat(60), octets: fc.integer({ min: 1, max: 90 }) });
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 9 }), fc.nat(400), (sizes, excess) => {
        const chosen = fewestWords(
          sizes.map((size, index) => ({ ...size, index })),
          excess,
        );
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
