import { type Kysely, sql } from 'kysely';

/**
 * What contributors sent and nobody took can be forgotten whole, its versions too, which otherwise only grow. Only by a transaction that
 * says so, and only of a story from the form that never was accepted; nothing else of a version, and nothing of the record, can change. A process of
 * the version before says nothing, and is refused as ever.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION refuse_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('quarterly.forgetting', true) = 'stories' AND EXISTS (
    SELECT FROM articles WHERE id = OLD.article_id AND source = 'form'
      AND state IN ('draft','submitted','declined','withdrawn')
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE OR REPLACE TRIGGER article_versions_are_append_only BEFORE UPDATE OR DELETE ON article_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
`)
    .execute(db);
}
