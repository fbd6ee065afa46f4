import { type Kysely, sql } from 'kysely';

/**
 * In which language words are, where somebody has said so: a tag of BCP 47; null = nobody has, as with all that was stored
 * before. What was approved says it in its snapshot. Of a published article it is the one that the nearest of article,
 * section and edition said.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['editions', 'articles', 'sections', 'published_articles']) {
    await sql`alter table ${sql.table(table)} add column language text`.execute(db);
  }
}
