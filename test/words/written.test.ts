import { expect, test } from 'vitest';
import { catalogues, messagesIn } from '../../src/words/languages.ts';
import { readerLanguage, SPOKEN, tagFor, tagOf, WRITTEN } from '../../src/words/written.ts';

test('the list of languages is that of the catalogues, each with the tag of its words', () => {
  expect(Object.keys(catalogues)).toEqual(SPOKEN);
  for (const name of SPOKEN) expect(WRITTEN[name]).toBe(catalogues[name]?.language);
  for (const tag of Object.values(WRITTEN)) expect(messagesIn(tag).language).toBe(tag);
});

test('a reader gets their own language where the publication has it, else its first', () => {
  expect(readerLanguage('cy', ['en', 'cy'])).toBe('cy');
  expect(readerLanguage(null, ['cy', 'en'])).toBe('cy');
  expect(readerLanguage('cy', ['en'])).toBe('en');
  expect(readerLanguage('xx', ['en', 'cy'])).toBe('en');
});

test('a theme says the region of the language that it is in, and of no other', () => {
  expect(tagOf('en', 'en-AU')).toBe('en-AU');
  expect(tagOf('cy', 'en-AU')).toBe('cy');
  expect(tagOf('en', 'cy')).toBe('en-GB');
});

test('one person is spoken to in the language that they chose; where there is one alone, in the theme’s', () => {
  expect(tagFor('cy', 'en-GB', ['en', 'cy'])).toBe('cy');
  expect(tagFor(null, 'en-GB', ['cy', 'en'])).toBe('cy');
  expect(tagFor(null, 'en-AU', ['en', 'cy'])).toBe('en-AU');
  expect(tagFor('cy', 'en-AU', ['en'])).toBe('en-AU');
  expect(tagFor(null, 'el', ['en'])).toBe('en-GB');
});
