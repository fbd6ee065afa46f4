import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/core/index.ts';
import { forgetAddresses } from '../../src/flows/index.ts';
import { pagesReadWithin } from '../delivery/support/past.ts';
import { freshDatabase } from '../support/database.ts';

const TABLES = ['flow_runs', 'actions', 'attempts'];
let db: Database;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  await sql`INSERT INTO flow_runs (flow, trigger, state, started_at, finished_at, reason, slot)
    SELECT 'retention', 'schedule', 'succeeded', now(), now(), CASE n WHEN 7 THEN 'no mailbox Ann.B+x@example.org, nor zann.b+x@example.org' END,
      now() + n * interval '1 day' FROM generate_series(1, 2000) n`.execute(db);
  await sql`INSERT INTO actions (run_id, ordinal, name, state, outputs, error)
    SELECT id, 1, 'mail', 'succeeded', '{"said": "cid@example.org and dan@example.org"}', 'as cid@example.org' FROM flow_runs WHERE id % 500 = 0`.execute(
    db,
  );
  await sql`INSERT INTO attempts (run_id, action, number, state, inputs, outputs, started_at)
    SELECT id, 'mail', 1, 'succeeded', '{}', CASE WHEN id % 500 = 0 THEN '{"to": "CID@example.org"}' ELSE '{"events": 12}' END::jsonb, now()
    FROM flow_runs`.execute(db);
  await sql`ANALYZE`.execute(db);
});

const pagesFor = (addresses: string[]) =>
  db.transaction().execute(async (tx) => {
    const before = await pagesReadWithin(tx, TABLES);
    await forgetAddresses(tx, addresses);
    return (await pagesReadWithin(tx, TABLES)) - before;
  });

test('the history of flows is read once, however many addresses are forgotten', async () => {
  const strangers = Array.from({ length: 200 }, (_, n) => `nobody${n}@example.org`);
  const one = await pagesFor(strangers.slice(0, 1));
  expect(await pagesFor(strangers)).toBeLessThanOrEqual(one + 20);
  expect(one).toBeGreaterThan(10);
});

test('each address is cut out wherever it stands, in any case, and others stay', async () => {
  await forgetAddresses(db, [
    'ann.b+x@example.org',
    'Zann.b+x@example.org',
    'cid@example.org',
    'd.n@example.org',
  ]);
  const { rows } = await sql<{ text: string }>`
    SELECT reason AS text FROM flow_runs WHERE reason IS NOT NULL
    UNION SELECT error || outputs::text FROM actions UNION SELECT outputs::text FROM attempts WHERE outputs ? 'to' ORDER BY 1`.execute(
    db,
  );
  expect(rows.map(({ text }) => text)).toEqual(
    [
      'no mailbox (address removed), nor (address removed)',
      'as (address removed){"said": "(address removed) and dan@example.org"}',
      '{"to": "(address removed)"}',
    ].sort(),
  );
});
