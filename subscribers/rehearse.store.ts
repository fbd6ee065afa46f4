import { sql } from 'kysely';
import type { Database, Db } from '../src/core/index.ts';

/** What an import writes; the copies stand in the same order. */
const WRITTEN = ['sections', 'suppressions', 'subscribers', 'consents'] as const;

/**
 * Does the work on copies of the tables that it writes, and forgets them: PostgreSQL looks for a name among temporary
 * tables first, so every statement is the one of the real run, and no row of a reader is locked or changed meanwhile.
 */
export async function rehearse<T>(db: Database, work: (db: Db) => Promise<T>): Promise<T> {
  const trx = await db.startTransaction().execute();
  try {
    await copyTables(trx);
    return await work(trx);
  } finally {
    await trx.rollback().execute();
  }
}

async function copyTables(db: Db): Promise<void> {
  const { rows } = await sql<{ schema: string }>`
    SELECT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = 'subscribers'::regclass`.execute(db);
  const schema = rows[0]?.schema ?? 'public';
  for (const name of WRITTEN) {
    const real = sql.id(schema, name);
    const indexes = sql.raw(name === 'subscribers' ? '' : 'INCLUDING INDEXES');
    await sql`CREATE TEMP TABLE ${sql.id(name)} (LIKE ${real} INCLUDING DEFAULTS INCLUDING IDENTITY ${indexes})
      ON COMMIT DROP`.execute(db);
    if (name === 'consents') continue;
    await sql`INSERT INTO pg_temp.${sql.id(name)} OVERRIDING SYSTEM VALUE SELECT * FROM ${real}`.execute(db);
  }
  await countOn(db, 'sections');
  await countOn(db, 'subscribers');
  await sql`CREATE UNIQUE INDEX ON pg_temp.subscribers (email_key)`.execute(db);
  await sql`ANALYZE pg_temp.subscribers`.execute(db);
}

/** New rows count on behind those that were copied, or two would share an id. */
async function countOn(db: Db, name: 'sections' | 'subscribers'): Promise<void> {
  const copy = sql.id('pg_temp', name);
  const { rows } = await sql<{ next: number }>`SELECT coalesce(max(id), 0) + 1 AS next FROM ${copy}`.execute(
    db,
  );
  await sql`ALTER TABLE ${copy} ALTER id RESTART WITH ${sql.raw(String(Number(rows[0]?.next ?? 1)))}`.execute(
    db,
  );
}
