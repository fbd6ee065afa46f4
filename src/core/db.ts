import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables/index.ts';

export type Database = Kysely<Tables>;
/** A database or a transaction on it: what store functions take. */
export type Db = Database | Transaction<Tables>;

/** Runs in the caller's transaction when there is one. */
export function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
