import { type Kysely, sql } from 'kysely';

/** Where in the program an attempt failed, for engineers; older processes write none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE attempts ADD COLUMN stack text').execute(db);
}
