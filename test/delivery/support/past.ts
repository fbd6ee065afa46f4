import { sql } from 'kysely';
import type { Database, Db } from '../../../src/core/index.ts';

type Past = { editions: number; readers: number; from?: number };

/**
 * Editions that were sent long ago, by plain SQL: each to `readers` readers who exist no more, most mails delivered, each with
 * the MessageId `sent-<edition>-<reader>`. Their runs have succeeded. Returns once PostgreSQL knows how large they are.
 */
export async function sentBefore(db: Database, { editions, readers, from = 1_000 }: Past): Promise<void> {
  const numbers = sql`generate_series(${from}::int, ${from}::int + ${editions}::int - 1) n`;
  await sql`
    INSERT INTO editions (number, state, cover, title, publisher, mailbox, sections, created_at)
    SELECT n, 'published', 'May 2020', 'Bulletin', 'Publisher', 'bulletin@example.org', '[]', now() FROM ${numbers}`.execute(
    db,
  );
  await sql`
    INSERT INTO runs (edition_number, trigger, state, started_at, finished_at)
    SELECT n, 'manual', 'succeeded', now() - interval '90 days', now() - interval '89 days' FROM ${numbers}`.execute(
    db,
  );
  await sql`INSERT INTO plans (edition_number, planned, created_at)
    SELECT n, ${readers}::int, now() - interval '90 days' FROM ${numbers}`.execute(db);
  await sql`
    INSERT INTO deliveries (edition_number, subscriber_id, state, message_id, tries, sent_at, through, updated_at)
    SELECT n, r, CASE r % 20 WHEN 0 THEN 'accepted' WHEN 1 THEN 'bounced' ELSE 'delivered' END,
      'sent-' || n || '-' || r, 1, now() - interval '90 days', 'live', now() - interval '90 days'
    FROM ${numbers}, generate_series(1, ${readers}::int) r ORDER BY n, r`.execute(db);
  await sql`VACUUM (ANALYZE) deliveries`.execute(db);
}

/**
 * Pages of tables and their indexes that this process of the database has read since its transaction began, from memory or disk: nobody
 * else's, as autovacuum's and those of other connections are told when they like.
 */
export async function pagesReadWithin(tx: Db, tables: readonly string[]): Promise<number> {
  const { rows } = await sql<{ pages: number }>`
    SELECT sum(pg_stat_get_xact_blocks_fetched(c.oid))::bigint AS pages FROM pg_class c
    WHERE c.relname = ANY(${[...tables]}::text[]) OR c.oid IN (
      SELECT indexrelid FROM pg_index JOIN pg_class t ON t.oid = indrelid WHERE t.relname = ANY(${[...tables]}::text[]))`.execute(
    tx,
  );
  return Number(rows[0]?.pages ?? 0);
}

/** Pages of tables and their indexes that have been read so far, from memory or disk, with what this connection has. */
export async function pagesRead(
  connection: Database,
  tables: readonly string[] = ['deliveries'],
): Promise<number> {
  await sql`SELECT pg_stat_force_next_flush()`.execute(connection);
  const { rows } = await sql<{ pages: number }>`
    SELECT sum(heap_blks_read + heap_blks_hit + idx_blks_read + idx_blks_hit)::bigint AS pages
    FROM pg_statio_user_tables WHERE relname = ANY(${[...tables]}::text[])`.execute(connection);
  return Number(rows[0]?.pages ?? 0);
}
