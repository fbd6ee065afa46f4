import { type Kysely, sql } from 'kysely';

/** Which processes live, of which version and with which SENDING, so that the doctor can say that they disagree. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE processes (
      id text PRIMARY KEY,
      role text NOT NULL CHECK (role IN ('web', 'worker')),
      version text NOT NULL,
      sending text NOT NULL,
      host text NOT NULL,
      started_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL
    )`.execute(db);
}
