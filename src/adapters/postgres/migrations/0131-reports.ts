import { type Kysely, sql } from 'kysely';

/**
 * An event may come before the MessageId by which its mail is found is stored: it is looked at again at `due_at`. And the
 * gravest thing that Amazon has reported of a single mail, as single mails are found by their MessageId too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE ses_events ADD COLUMN due_at timestamptz NOT NULL DEFAULT '-infinity';
CREATE INDEX ses_events_due ON ses_events (due_at, id) WHERE applied_at IS NULL;
ALTER TABLE notices ADD COLUMN reported text;
CREATE INDEX notices_message ON notices (message_id) WHERE message_id IS NOT NULL;
`)
    .execute(db);
}
