import { type Kysely, sql } from 'kysely';

/**
 * Hashes of the items in a feed whose reading took more time than an item may: they are not tried again while they stay as
 * they are. A process of before neither reads nor writes it, and tries them again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table feeds add column given_up text[] not null default '{}'`.execute(db);
}
