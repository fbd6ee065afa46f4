import { sql } from 'kysely';
import type { Database, RunId } from '../core/index.ts';

/** Namespace of the advisory locks, so that no other room's lock on the same number meets ours. */
const RUN_LOCK = 7_118;

/**
 * Runs `work` while no other process advances the same run; does nothing when one does.
 * The lock lives on a connection: a killed worker gives it up at once.
 */
export async function whileAlone(db: Database, id: RunId, work: () => Promise<void>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`SELECT pg_try_advisory_lock(${RUN_LOCK}, ${id}) AS mine`.execute(connection);
    if (!rows[0]?.mine) return false;
    try {
      await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(${RUN_LOCK}, ${id})`.execute(connection);
    }
    return true;
  });
}
