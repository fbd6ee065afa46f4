import { type Kysely, sql } from 'kysely';

/**
 * Whose mailbox an address names, whatever tag or dots it was written with, and when a mail may leave at the earliest: with
 * many sign-ups in one hour their mails wait in order. `mailbox_of` says the same as `mailboxKey` in src/core.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION mailbox_of(address text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN domain IN ('gmail.com', 'googlemail.com') THEN replace(name, '.', '') || '@gmail.com'
    ELSE name || '@' || domain END
  FROM (
    SELECT coalesce(nullif(split_part(local, '+', 1), ''), local) AS name, domain
    FROM (SELECT regexp_replace(lower(address), '@[^@]*$', '') AS local, substring(lower(address) from '[^@]*$') AS domain) cut
  ) untagged
$$;
CREATE INDEX notices_mailbox ON notices (mailbox_of(to_address), created_at);

ALTER TABLE notices ADD COLUMN due_at timestamptz;

CREATE TABLE notice_turns (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  due_at timestamptz NOT NULL
);
`)
    .execute(db);
}
