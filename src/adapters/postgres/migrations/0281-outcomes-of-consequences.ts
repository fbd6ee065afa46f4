import { type Kysely, sql } from 'kysely';

/** What came of a consequence, such as the answer of a WebSub hub. The version before leaves it empty. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE consequences ADD COLUMN outcome text`.execute(db);
}
