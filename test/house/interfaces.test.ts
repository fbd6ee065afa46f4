import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { interfacesPage } from '../../scripts/interfaces.ts';

test('commands, exit statuses and addresses are those on record; `npm run docs:interfaces` approves new ones', () => {
  const page = readFileSync(new URL('../../docs/interfaces.md', import.meta.url), 'utf8');
  expect(page).toContain('quarterly edition import <folder> [--json]');
  expect(page).toMatch(/^POST \/unsubscribe\/:token/m);
  expect(interfacesPage()).toBe(page);
});
