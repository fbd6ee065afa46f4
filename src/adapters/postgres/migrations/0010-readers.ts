import { type Kysely, sql } from 'kysely';

/** What readers do for themselves: versions that make links single use, the pending address, their own choice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE subscribers
  ADD COLUMN confirm_version integer NOT NULL DEFAULT 0,
  ADD COLUMN link_version integer NOT NULL DEFAULT 0,
  ADD COLUMN new_email text,
  ADD COLUMN new_email_version integer NOT NULL DEFAULT 0,
  ADD COLUMN soft_bounce_edition integer,
  ADD COLUMN chosen_at timestamptz,
  ADD COLUMN consent_at timestamptz,
  ADD COLUMN consent_source text,
  ADD CHECK (state <> 'erased' OR (email IS NULL AND name IS NULL AND organisation IS NULL AND new_email IS NULL AND consent_source IS NULL));

CREATE INDEX subscribers_left ON subscribers (left_at) WHERE email IS NOT NULL AND left_at IS NOT NULL;
CREATE INDEX subscribers_pending ON subscribers (updated_at) WHERE state = 'pending';
CREATE INDEX notices_subscriber ON notices (subscriber_id);
CREATE INDEX notices_address ON notices (lower(to_address));
CREATE INDEX ses_events_received ON ses_events (received_at);
`)
    .execute(db);
}
