import { type Kysely, sql } from 'kysely';

/**
 * Acts: who did what, when; append-only. Consequences: what follows from an act, written in the same transaction and done
 * afterwards. What an old process does beside a new one leaves no act, and calls its consequences itself as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act ~ '^[a-z]+\\.[a-z-]+$'),
  subject_type text NOT NULL GENERATED ALWAYS AS (split_part(act, '.', 1)) STORED,
  subject bigint NOT NULL,
  actor jsonb NOT NULL,
  params jsonb NOT NULL
);
CREATE INDEX acts_of ON acts (subject_type, subject, id);
CREATE TRIGGER acts_are_append_only BEFORE UPDATE OR DELETE ON acts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE consequences (
  act_id bigint NOT NULL REFERENCES acts,
  name text NOT NULL,
  done_at timestamptz,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  error text,
  PRIMARY KEY (act_id, name)
);
CREATE INDEX consequences_open ON consequences (next_try_at) WHERE done_at IS NULL;
`)
    .execute(db);
}
