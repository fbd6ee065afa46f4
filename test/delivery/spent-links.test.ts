import { expect, it } from 'vitest';
import type { NoticeTable } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
const now = new Date('2026-05-04T09:00:00Z');
const links = { token: 'a', preferencesToken: 'b', unsubscribeToken: 'c' };

async function moved(...states: NoticeTable['state'][]) {
  const [first = 'queued', ...later] = states;
  const params = JSON.stringify({ ...links, sections: ['News'] });
  const values = { kind: 'welcome', to_address: 'r@example.org', subscriber_id: null, params, state: first };
  const { id } = await db
    .insertInto('notices')
    .values({ ...values, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const state of later) {
    await db.updateTable('notices').set({ state }).where('id', '=', id).execute();
  }
  return db.selectFrom('notices').select('params').where('id', '=', id).executeTakeFirstOrThrow();
}

it.each([
  [['queued', 'calling', 'accepted']],
  [['queued', 'rejected']],
  [['calling', 'unknown', 'accepted']],
  [['accepted']],
] as const)('links are gone once a mail is %j', async (states) => {
  expect((await moved(...states)).params).toEqual({ sections: ['News'] });
});

it('and stay while it may still be sent', async () => {
  expect((await moved('queued', 'calling', 'unknown', 'queued')).params).toMatchObject(links);
});
