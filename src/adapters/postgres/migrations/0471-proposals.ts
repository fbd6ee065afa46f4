import { type Kysely, sql } from 'kysely';

/**
 * Changes that a contributor proposes to an article which was accepted: an editor takes or leaves them. One waits at a time; a newer
 * one takes its place. A process of the version before knows none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE article_proposals (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id integer NOT NULL REFERENCES articles,
  headline text NOT NULL,
  summary text NOT NULL,
  body text NOT NULL,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  decided_at timestamptz,
  taken boolean,
  CHECK ((decided_at IS NULL) = (taken IS NULL))
);
CREATE UNIQUE INDEX article_proposals_open ON article_proposals (article_id) WHERE decided_at IS NULL;
`)
    .execute(db);
}
