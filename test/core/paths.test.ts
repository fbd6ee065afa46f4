import { expect, test } from 'vitest';
import { listedPaths, paths } from '../../src/core/index.ts';

test('a path has its parts and query, encoded once', () => {
  expect(paths.front()).toBe('/');
  expect(paths.edition({ number: 6 })).toBe('/editions/6');
  expect(paths.article({ number: 6, slug: 'a b/é?' })).toBe('/editions/6/a%20b%2F%C3%A9%3F');
  expect(paths.preference.copy({ token: 'AZ_-09.~own~' })).toBe('/preferences/AZ_-09.~own~/copy');
  expect(paths.feed.xml({ sections: ['a', 'b&c'] })).toBe('/feed.xml?sections=a,b%26c');
  expect(paths.search({ q: 'two words & "one"', page: 2 })).toBe('/search?q=two+words+%26+%22one%22&page=2');
  expect(paths.lostLink({ sent: '' })).toBe('/preferences?sent');
  expect(paths.section({ slug: 'news' }, { page: undefined })).toBe('/sections/news');
});

test('a route says what its parts look like, and where everything below it begins', () => {
  expect(paths.edition.route).toBe('/editions/:number{[0-9]{1,9}}');
  expect(paths.confirm.stem).toBe('/confirm');
  expect(paths.subscribe.stem).toBe('/subscribe');
});

test('the list holds each address once for a method', () => {
  const lines = listedPaths().map(({ method, path }) => `${method} ${path}`);
  expect(new Set(lines).size).toBe(lines.length);
  expect(lines).toContain('POST /unsubscribe/:token');
});
