import { type Kysely, sql } from 'kysely';

/** The share that goes first can be asked for before the edition is planned; null = all at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE plans ADD COLUMN ramp double precision CHECK (ramp > 0 AND ramp < 1)`.execute(db);
}
