import { describe, expect, test } from 'vitest';
import { languageName, mayBeIn, parseLanguage } from '../../src/core/index.ts';

describe('a language tag', () => {
  test.each([
    ['cy', 'cy'],
    [' en-gb ', 'en-GB'],
    ['en-UK', 'en-GB'],
    ['eng', 'en'],
    ['AR', 'ar'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['az-Arab', 'az-Arab'],
    ['es-419', 'es-419'],
    ['gwi', 'gwi'],
  ])('%s is %s', (written, tag) => {
    expect(parseLanguage(written)).toBe(tag);
  });

  test.each([
    ['', /must be a language tag such as cy, ar or en-GB\.$/],
    ['en_GB', /: here en-GB\.$/],
    ['Welsh', /: here cy\.$/],
    ['english', /: here en\.$/],
    ['English (UK)', /must be a language tag/],
    ['en-', /must be a language tag/],
    ['xx', /holds "xx", which is not known/],
    ['en-QX', /holds "QX", which is not known/],
    ['en-Gbrx', /holds "Gbrx", which is not known/],
    ['123', /must be a language tag/],
    ['cy, en', /must be a language tag/],
  ])('"%s" is none', (written, sentence) => {
    expect(() => parseLanguage(written)).toThrow(sentence);
  });

  test('has a name', () => {
    expect(languageName('cy')).toBe('Welsh (cy)');
  });
});

test.each([
  ['en-US', 'Good morning', true],
  ['en-US', 'Доброе утро', false],
  ['ar', 'تقرير WHO', true],
  ['en', 'تقرير جديد', false],
  ['zh-TW', '圖書館', true],
  ['ja', '図書館は', true],
  ['ur', 'لڑکے', true],
  ['cy', '2026', true],
])('%s: “%s” %s', (language, text, may) => {
  expect(mayBeIn(language, text)).toBe(may);
});
