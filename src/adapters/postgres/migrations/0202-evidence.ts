import { type Kysely, sql } from 'kysely';

/**
 * What the events of other mails say of one of which nobody knows whether SES took it: Send events are found by their
 * MessageId, an unknown mail remembers an untagged event about its mailbox, and each conclusion is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE INDEX ses_events_sent ON ses_events ((payload->'mail'->>'messageId')) WHERE event_type = 'Send';
ALTER TABLE unsettled ADD COLUMN disputed boolean NOT NULL DEFAULT false;
CREATE TABLE conclusions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL,
  delivery_id bigint NOT NULL,
  called_at timestamptz NOT NULL,
  concluded_at timestamptz NOT NULL,
  neighbours integer NOT NULL,
  with_send integer NOT NULL,
  window_minutes integer NOT NULL
);
CREATE INDEX conclusions_edition ON conclusions (edition_number);
`)
    .execute(db);
}
