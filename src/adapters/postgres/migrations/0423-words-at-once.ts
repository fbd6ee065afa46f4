import { type Kysely, sql } from 'kysely';

/**
 * The words of a body are found as soon as it is written. Left for later, as GIN does by itself, they are looked through one by one: after
 * 2,000 articles came in at once each search took 4 s until the next vacuum, and 25 ms afterwards.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER INDEX articles_words SET (fastupdate = off);
ALTER INDEX articles_likeness SET (fastupdate = off);
`)
    .execute(db);
  await sql`SELECT gin_clean_pending_list('articles_words'), gin_clean_pending_list('articles_likeness')`.execute(
    db,
  );
}
