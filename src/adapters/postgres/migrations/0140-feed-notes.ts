import { type Kysely, sql } from 'kysely';

/**
 * What of a partner's item was flattened, cut or left out stands on its article. Every feed is read once more in full:
 * articles that nobody has judged yet may hold words that the earlier reader dropped or put in another order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE articles ADD COLUMN notes jsonb NOT NULL DEFAULT '[]';
UPDATE feeds SET etag = NULL, last_modified = NULL;
`)
    .execute(db);
}
