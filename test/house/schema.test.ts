import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { schemaPage } from '../../scripts/schema.ts';
import { freshDatabase } from '../support/database.ts';

test('the schema is the approved one; `npm run docs:schema` approves another', async () => {
  const { db } = await freshDatabase();
  const page = readFileSync(new URL('../../docs/schema.sql', import.meta.url), 'utf8');
  expect(page).toContain('CREATE TABLE deliveries (');
  expect(await schemaPage(db)).toBe(page);
});
