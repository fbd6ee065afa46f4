import { sql } from 'kysely';
import type { Db } from '../src/core/index.ts';

/** Why each of these keyed hashes is in the suppression list; those that are not are left out. */
export async function listedReasons(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('suppressions')
    .select(['email_hash', 'reason'])
    .where('email_hash', '=', sql<string>`ANY(${hashes})`)
    .execute();
  return new Map(rows.map((row) => [row.email_hash, row.reason]));
}
