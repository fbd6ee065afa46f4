import { Migrator, sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { migrations } from '../../src/adapters/postgres/migrations/index.ts';
import { actorName, type Database, editionNumber } from '../../src/core/index.ts';
import { listApprovals, loadSnapshot } from '../../src/editions/index.ts';
import { emptyDatabase } from '../support/database.ts';

let db: Database;

/** Editions as the version before the approvals' table left them. */
const EDITIONS: [number: number, state: string, approvedBy: string | null][] = [
  [1, 'published', 'ed@example.org'],
  [2, 'approved', 'the flow (APPROVAL=none)'],
  [3, 'sending', 'boss@example.org'],
  [4, 'assembled', null],
  [5, 'cancelled', 'late@example.org'],
];

beforeAll(async () => {
  ({ db } = await emptyDatabase());
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0300-people');
  for (const [number, state, by] of EDITIONS) {
    const at = by === null ? null : new Date(Date.UTC(2026, 0, 10 - number));
    await sql`INSERT INTO editions (number, state, title, cover, publisher, mailbox, sections, created_at, approved_by, approved_at)
      VALUES (${number}, ${state}, 'T', 'C', 'P', 'p@example.org', '[]', now(), ${by}, ${at})`.execute(db);
    if (by !== null)
      await sql`INSERT INTO snapshots (edition_number, hash, content, created_at)
        VALUES (${number}, ${`hash-${number}`}, ${JSON.stringify({ number, sections: [] })}, now())`.execute(
        db,
      );
  }
  // Of edition 3 the record knows who it was.
  await sql`INSERT INTO acts (at, act, subject, actor, params)
    VALUES (now(), 'edition.approved', 3, '{"kind":"command","user":"kim","as":"boss@example.org"}', '{"hash":"hash-3"}')`.execute(
    db,
  );
  const { error } = await migrator.migrateToLatest();
  expect(error).toBeUndefined();
});

const approvalsOf = async (number: number) =>
  (await listApprovals(db, editionNumber(number))).map(({ actor, hash, snapshot_hash, at, words }) => ({
    by: actorName(actor),
    hash,
    snapshot_hash,
    at: at.toISOString(),
    words,
  }));

test('each edition that was approved has a row for the hash of its content, by whom the record or the edition names', async () => {
  const row = (number: number, by: string) => ({
    by,
    hash: `hash-${number}`,
    snapshot_hash: `hash-${number}`,
    at: new Date(Date.UTC(2026, 0, 10 - number)).toISOString(),
    words: null,
  });
  expect(await approvalsOf(1)).toEqual([row(1, 'shell user unknown, who gave ed@example.org')]);
  expect(await approvalsOf(2)).toEqual([row(2, 'the flow')]);
  expect(await approvalsOf(3)).toEqual([row(3, 'shell user kim, who gave boss@example.org')]);
  expect(await approvalsOf(4)).toEqual([]);
  expect(await approvalsOf(5)).toEqual([row(5, 'shell user unknown, who gave late@example.org')]);
});

test('the snapshot that was there is the one that counts, also for a process that reads the view', async () => {
  expect(await loadSnapshot(db, editionNumber(3))).toMatchObject({ hash: 'hash-3' });
  const { rows } = await sql`SELECT edition_number, hash FROM snapshots ORDER BY edition_number`.execute(db);
  expect(rows).toEqual([1, 2, 3, 5].map((number) => ({ edition_number: number, hash: `hash-${number}` })));
});
