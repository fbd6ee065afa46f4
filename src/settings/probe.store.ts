import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

/** Writes a row and commits it. Rejects when the database is away, read-only, or full. */
export async function writeProbe(db: Db): Promise<void> {
  await sql`
    INSERT INTO settings (key, value, updated_at) VALUES ('written', 'by /health/ready', clock_timestamp())
    ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at`.execute(db);
}
