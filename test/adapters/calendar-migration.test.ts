import { Migrator, sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrations } from '../../src/adapters/postgres/migrations/index.ts';
import { holidaysKnownTo, leadDays, selectHolidays } from '../../src/calendar/index.ts';
import { emptyDatabase } from '../support/database.ts';

test.each([
  [0, 'an installation that exists goes on starting at its send dates'],
  [10, 'a new one starts ten working days before'],
])('a lead of %i: %s', async (days) => {
  const { db } = await emptyDatabase();
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0500-flow-switches');
  if (days === 0)
    await sql`INSERT INTO settings (key, value, updated_at) VALUES ('installation-id', 'x', now())`.execute(
      db,
    );
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  expect(await leadDays(db, { flowLeadDays: undefined })).toBe(days);
  expect(await leadDays(db, { flowLeadDays: 3 })).toBe(3);
  expect(holidaysKnownTo(await selectHolidays(db, 'scotland'))).toBe('2028-12-31');
});
