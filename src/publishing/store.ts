import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

/** Resolves when the database answers; rejects with the driver's error when it does not. */
export async function archiveIsReachable(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}
