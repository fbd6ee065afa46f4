import { type Kysely, sql } from 'kysely';

/**
 * Articles of approved editions that readers may no longer see. A row is one time that an article was down: it is written
 * once, and once more when the article is put back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE takedowns (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  article text NOT NULL,
  reason text NOT NULL,
  notice text,
  taken_by text NOT NULL,
  taken_at timestamptz NOT NULL,
  put_back_by text,
  put_back_at timestamptz,
  CHECK ((put_back_by IS NULL) = (put_back_at IS NULL))
);
CREATE UNIQUE INDEX takedowns_one_at_a_time ON takedowns (edition_number, article) WHERE put_back_at IS NULL;

CREATE FUNCTION keep_takedown() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.put_back_at IS NULL AND NEW.put_back_at IS NOT NULL
    AND (NEW.edition_number, NEW.article, NEW.reason, NEW.taken_by, NEW.taken_at)
      = (OLD.edition_number, OLD.article, OLD.reason, OLD.taken_by, OLD.taken_at)
    AND NEW.notice IS NOT DISTINCT FROM OLD.notice THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was taken down, when and why is on record and never changed';
END $$;
CREATE TRIGGER takedowns_are_a_record BEFORE UPDATE OR DELETE ON takedowns
  FOR EACH ROW EXECUTE FUNCTION keep_takedown();
`)
    .execute(db);
}
