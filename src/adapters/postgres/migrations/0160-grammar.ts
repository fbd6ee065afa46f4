import { type Kysely, sql } from 'kysely';

/**
 * Which reading of Markdown prints a correction's body: the first for those that were made before there was a second. On
 * which line of its file an article's body starts, so that what is found in it later can be named by that file's lines.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table corrections add column grammar smallint not null default 1`.execute(db);
  await sql`alter table articles add column body_line integer`.execute(db);
}
