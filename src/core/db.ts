import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables/index.ts';

export type Database = Kysely<Tables>;
/** A database or a transaction on it: what store functions take. */
export type Db = Database | Transaction<Tables>;
