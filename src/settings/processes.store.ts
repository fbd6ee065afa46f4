import { sql } from 'kysely';
import type { Db, ProcessTable } from '../core/index.ts';

export type ShownProcess = Pick<ProcessTable, 'id' | 'role' | 'version' | 'sending' | 'host'>;

/** What has been silent for so long is forgotten: a process that was killed takes no sign down. */
const FORGOTTEN = sql`interval '1 day'`;

/** A sign of life, by the database's clock. */
export async function showProcess(db: Db, { id, role, version, sending, host }: ShownProcess): Promise<void> {
  await sql`
    INSERT INTO processes (id, role, version, sending, host, started_at, seen_at)
    VALUES (${id}, ${role}, ${version}, ${sending}, ${host}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp()`.execute(db);
}

export async function forgetProcess(db: Db, id: string): Promise<void> {
  await sql`DELETE FROM processes WHERE id = ${id} OR seen_at < clock_timestamp() - ${FORGOTTEN}`.execute(db);
}
