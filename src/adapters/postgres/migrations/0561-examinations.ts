import { type Kysely, sql } from 'kysely';

/** What the doctor found each night, so that only what changed is told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE examinations (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL,
      result jsonb NOT NULL
    )`.execute(db);
}
