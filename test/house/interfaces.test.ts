import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { interfacesPage } from '../../scripts/interfaces.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('commands, exit statuses and addresses are those on record; `npm run docs:interfaces` approves new ones', () => {
  const page = read('docs/interfaces.md');
  expect(page).toContain('quarterly edition import <folder> [--json]');
  expect(page).toMatch(/^POST \/unsubscribe\/:token/m);
  expect(interfacesPage()).toBe(page);
});

test('the README has each noun of the command line, and none that is not there', () => {
  const nouns = [...read('docs/interfaces.md').matchAll(/^quarterly ([a-z]+)/gm)].map(([, noun]) => noun);
  const [, table = ''] = read('README.md').split('| noun | what for |');
  const rows = (table.split('\n\n')[0] ?? '').matchAll(/^\| (`[^|]+) \|/gm);
  const named = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, noun]) => noun));
  expect(named.sort()).toEqual([...new Set(nouns)].sort());
});
