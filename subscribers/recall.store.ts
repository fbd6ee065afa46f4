import { sql } from 'kysely';
import type { Db, SubscriberId, SubscriberState } from '../src/core/index.ts';

export type AddressedReader = { id: SubscriberId; email: string; state: SubscriberState };

/** Readers whose mailbox is known, by id. */
export async function readersAfter(db: Db, after: SubscriberId, limit: number): Promise<AddressedReader[]> {
  const { rows } = await sql<AddressedReader>`
    SELECT id, email, state FROM subscribers WHERE id > ${after} AND email IS NOT NULL ORDER BY id LIMIT ${limit}`.execute(
    db,
  );
  return rows;
}
