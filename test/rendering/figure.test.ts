import { describe, expect, test } from 'vitest';
import { articleHtml } from '../../src/rendering/markdown/print.ts';

const isStatistic = (markdown: string, language?: string) =>
  articleHtml(markdown, { grammar: 2, language }).includes('class="statistic"');

describe('a statistic', () => {
  test.each([
    '**1,204** people trained.',
    '**£2.4 million** for projects.',
    '**€5** a head',
    '**+12 per cent** on last year',
    '**−£300** a month',
    '**1 in 3 people** had been called.',
    '**58%** fewer units',
    '**5 weeks** is the average',
    '**2,000** people trained',
    '**1234.5 tonnes** of waste',
    '**12 marches** were held',
  ])('is %s', (markdown) => expect(isStatistic(markdown)).toBe(true));

  test.each([
    '**14 May 2026, 10am:** Workshop',
    '**14 May 2026** Workshop',
    '**1990s** music',
    '**10h30** Atelier',
    '**14th of May** Workshop',
    '**14–16 May** Workshop',
    '**14 and 15 MAY** Workshop',
    '**2026-05-14** Workshop',
    '**14/05/2026** Workshop',
    '**10.30am** Workshop',
    '**14:30** Workshop',
    '**2026** was a good year',
    '**2025/26** was a good year',
    '**Q1. Who can apply?** Any charity',
    '**3 ways to apply?** Ring us',
    '**Section 17** of the Act',
    '**1. Apply early** and often',
    '**020 7946 0101** is the number',
    '**5,000**, said the mayor',
    '**3:** the third',
    '**About 5** people',
    '- **5** items\n\n- **6** items',
  ])('is not %s', (markdown) => expect(isStatistic(markdown)).toBe(false));

  test('is no date in the language of the text', () => {
    expect(isStatistic('**14 mai 2026** Atelier', 'fr')).toBe(false);
    expect(isStatistic('**2026年5月14日** 開催', 'ja')).toBe(false);
    expect(isStatistic('**14eg Mai** Gweithdy', 'cy')).toBe(false);
    expect(isStatistic('**3 במאי** סדנה', 'he')).toBe(false);
    expect(isStatistic('**٣ مايو** ورشة', 'ar')).toBe(false);
    expect(isStatistic('**14 personnes** formées', 'fr')).toBe(true);
  });
});
