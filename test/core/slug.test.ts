import { expect, test } from 'vitest';
import { slugify } from '../../src/core/index.ts';

test.each([
  ['Łódź, Kraków', 'lodz-krakow'],
  ['Straße und Größe', 'strasse-und-grosse'],
  ['Ærø, Đakovo, Þór', 'aero-dakovo-thor'],
  ['ıŋħœ', 'inghoe'],
  ['The library’s desk', 'the-librarys-desk'],
  ['Café & crème brûlée', 'cafe-creme-brulee'],
  ['£2.4 million for “Common Ground”', '2-4-million-for-common-ground'],
  ['Библиотека открыта', 'biblioteka-otkryta'],
  ['Ελληνικά νέα', 'ellinika-nea'],
  ['图书馆开放', 'tu-shu-guan-kai-fang'],
  ['المكتبة', 'lmktbh'],
  ['한국어 소식', 'hangugeo-sosig'],
  ['हिन्दी समाचार', 'hindi-smacar'],
  ['🎉 Party', 'party'],
  ['🎉', 'untitled'],
  ['２０２６年', '2026-nian'],
])('%s is /%s', (headline, slug) => {
  expect(slugify(headline)).toBe(slug);
});

test('is at most 80 characters of ASCII', () => {
  const slug = slugify('図書館'.repeat(60));
  expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(slug.length).toBeLessThanOrEqual(80);
});
