import { type Kysely, sql } from 'kysely';

/** A removed feed keeps its row: added again, it does not bring its old items a second time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE feeds ADD COLUMN removed_at timestamptz').execute(db);
}
