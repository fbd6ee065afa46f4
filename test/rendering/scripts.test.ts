import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articlesOf, overlay } from '../../src/publishing/overlay.ts';
import {
  articlePage,
  compileEdition,
  editionPage,
  joinedText,
  spliceMail,
} from '../../src/rendering/index.ts';
import { columns } from '../../src/rendering/text/wrap.ts';
import { directionOf, languageOf, tongue } from '../../templates/direction.ts';
import { standardTheme } from '../../templates/theme.ts';
import { type HtmlElement, readHtml } from '../support/html.ts';
import { arabicEdition, scriptsEdition } from './scripts.ts';
import { publicUrl, site } from './site.ts';

async function mailOf(frozen: ReturnType<typeof scriptsEdition>, language: string) {
  const compiled = await compileEdition(frozen, { publicUrl, theme: { ...standardTheme, language } });
  const { html, text } = spliceMail(compiled, compiled.sections);
  return { elements: readHtml(html).elements, text };
}
/** Name, language and direction of the elements that hold just these words. */
const saying = (elements: readonly HtmlElement[], words: string) =>
  elements
    .filter(({ text, name }) => text.trim() === words && ['h2', 'p', 'li', 'h1'].includes(name))
    .map(({ name, attributes: { dir, lang } }) => [name, lang, dir]);
/** The smallest wrapper that says how its words run, around some words. */
const around = (elements: readonly HtmlElement[], words: string) =>
  elements.filter(({ name, text }) => ['div', 'td'].includes(name) && text.includes(words)).at(-1)
    ?.attributes;

describe('a mail in several scripts', () => {
  test('says of labels, contents and articles how they run and in which language they are', async () => {
    const { elements } = await mailOf(scriptsEdition(), 'en-GB');
    expect(saying(elements, 'أخبار الحي')).toEqual([
      ['p', 'ar', 'rtl'],
      ['h2', 'ar', 'rtl'],
      ['li', 'ar', 'rtl'],
    ]);
    expect(saying(elements, 'הגינה הקהילתית נפתחת מחדש')).toEqual([['li', 'he', 'rtl']]);
    expect(saying(elements, '町のたより')).toEqual([
      ['p', 'ja', undefined],
      ['h2', 'ja', undefined],
      ['li', 'ja', undefined],
    ]);
    expect(around(elements, 'لا تتعجل')).toMatchObject({ dir: 'rtl', lang: 'ar', style: 'text-align:right' });
    expect(around(elements, 'あわてないで')).toMatchObject({ lang: 'ja' });
    expect(around(elements, 'No appointment')).not.toHaveProperty('dir');
  });

  test('mirrors lists, quotations and tables of an article that runs from the right', async () => {
    const { elements } = await mailOf(scriptsEdition(), 'en-GB');
    const styleOf = (tag: string, words: string) =>
      elements.find(({ name, text }) => name === tag && text.includes(words))?.attributes.style;
    expect(styleOf('blockquote', 'عشر دقائق')).toContain('border-right:4px');
    expect(styleOf('td', '18:00')).toBeDefined();
    expect(
      elements.filter(({ name, text }) => name === 'ul' && text.includes('تعال بلا موعد'))[0]?.attributes
        .style,
    ).toContain('padding:0 22px 0 0');
    expect(elements.find(({ name, text }) => name === 'td' && text === '18:00')?.attributes.style).toContain(
      'text-align:right',
    );
  });

  test('of a right-to-left bulletin runs from the right, but for what does not', async () => {
    const { elements } = await mailOf(arabicEdition(), 'ar');
    expect(elements.find(({ name }) => name === 'html')?.attributes).toMatchObject({
      lang: 'ar',
      dir: 'rtl',
    });
    expect(around(elements, 'أهلاً بكم')).toMatchObject({ dir: 'rtl' });
    expect(saying(elements, 'جيران')).toEqual([['h1', undefined, undefined]]);
    expect(saying(elements, 'In English')[0]).toEqual(['p', undefined, 'ltr']);
    expect(around(elements, 'No appointment')).toMatchObject({ dir: 'ltr', style: 'text-align:left' });
  });

  test('has a text part of 72 columns in every script', async () => {
    const { text } = await mailOf(scriptsEdition(), 'en-GB');
    const long = text
      .split('\n')
      .filter((line) => columns(line) > 72 && !/https?:|^q[0-9a-f]{20}/.test(line));
    expect(long).toEqual([]);
  });
});

test('pages say so too', () => {
  const edition = overlay(scriptsEdition(), { corrections: [], takedowns: [], listed: true });
  const page = joinedText(editionPage(site, edition, { chosen: undefined, around: {}, feeds: [] }));
  const whole = readHtml(page).elements;
  const says = (elements: readonly HtmlElement[], name: string, words: string) =>
    elements.find((element) => element.name === name && element.text.includes(words))?.attributes;
  expect(says(whole, 'h2', 'أخبار الحي')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  expect(says(whole, 'article', 'لا تتعجل')).toMatchObject({ dir: 'rtl', lang: 'ar' });
  expect(says(whole, 'article', 'あわてないで')).toMatchObject({ lang: 'ja' });
  expect(says(whole, 'article', 'No appointment')).not.toHaveProperty('lang');
  const [article] = articlesOf(edition);
  const alone =
    article &&
    readHtml(articlePage(site, edition, article, { feeds: [], related: [], editions: [] })).elements;
  expect(says(alone ?? [], 'article', 'لا تتعجل')).toMatchObject({ dir: 'rtl', lang: 'ar' });
});

describe('the language of a text', () => {
  test.each([
    ['Hello', undefined],
    ['שלום', 'he'],
    ['مرحبا', 'ar'],
    ['گفتگو', 'fa'],
    ['لڑکے', 'ur'],
    ['한국어', 'ko'],
    ['図書館は', 'ja'],
    ['图书馆', 'zh'],
    ['We say 図書館 for it', undefined],
    ['2026', undefined],
  ])('%s is %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  test('is not said where the mail is in it, or in a neighbour of the same script', () => {
    expect(tongue('مرحبا', 'ar-EG')).toEqual({});
    expect(tongue('مرحبا', 'ps')).toEqual({});
    expect(tongue('2026', 'ar')).toEqual({});
    expect(tongue('Hello', 'ar')).toEqual({ dir: 'ltr' });
  });
});

describe('for any text, the quick answer', () => {
  const mixed = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('عربي', 'עברית', 'ދިވެހި', '한국', 'ไทย', '日本', 'かな', '“x”', '𞤀𞤣', '𠀀'),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(' '));
  const share = (text: string, script: RegExp) =>
    (text.match(script)?.length ?? 0) * 2 > (text.match(/\p{L}/gu)?.length ?? 0);

  test('of its direction is that of counting letters', () => {
    const right =
      /(?=\p{L})[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Mandaic}\p{sc=Samaritan}\p{sc=Hanifi_Rohingya}]/gu;
    fc.assert(
      fc.property(mixed, (text) => {
        const [first = 'x'] = text.match(/\p{L}/gu) ?? [];
        const turns = new RegExp(right.source, 'u').test(first) && share(text, right);
        expect(directionOf(text)).toBe(turns ? 'rtl' : 'ltr');
      }),
    );
  });

  test('of its language is that of counting letters', () => {
    const scripts = [
      /\p{sc=Hebrew}/gu,
      /\p{sc=Arabic}/gu,
      /\p{sc=Thaana}/gu,
      /\p{sc=Hangul}/gu,
      /\p{sc=Thai}/gu,
      /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu,
    ];
    fc.assert(
      fc.property(mixed, (text) => {
        expect(languageOf(text) !== undefined).toBe(scripts.some((script) => share(text, script)));
      }),
    );
  });
});
