import { type Kysely, sql } from 'kysely';

/**
 * Which images are made anew from the bytes that came: those stored before are not, and workers and the web see to it
 * one by one, so that this takes no time and a process of an earlier version goes on beside it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE images
      ADD COLUMN animated boolean NOT NULL DEFAULT false,
      ADD COLUMN cleaning smallint NOT NULL DEFAULT 0`.execute(db);
  await sql`CREATE INDEX images_uncleaned ON images (hash) WHERE cleaning = 0`.execute(db);
}
