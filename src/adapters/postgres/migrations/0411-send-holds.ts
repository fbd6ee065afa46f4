import { type Kysely, sql } from 'kysely';

/** How long the sending of an edition is held once its time has come, so that somebody can stop it. A process of the version before knows none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE editions ADD COLUMN hold_minutes integer NOT NULL DEFAULT 0').execute(db);
}
