import { type Kysely, sql } from 'kysely';

/** How long the first readers' bounces are waited for can be asked for with the ramp; null = `RAMP_WAIT_MINUTES`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE plans ADD COLUMN ramp_wait_minutes integer CHECK (ramp_wait_minutes > 0)`.execute(db);
}
