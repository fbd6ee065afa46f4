import { type Kysely, sql } from 'kysely';

/**
 * Articles and editions in other languages, by language; null = there are none, as of all that was stored before. A process of the
 * version before leaves them as they are. Translations are part of an article's versions: whatever a version holds makes a new one
 * when it changes, so the trigger asks that itself and names no columns.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE articles ADD COLUMN translations jsonb;
ALTER TABLE editions ADD COLUMN translations jsonb;

ALTER FUNCTION version_of(articles) RENAME TO version_without_translations;
CREATE FUNCTION version_of(a articles) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT version_without_translations(a) || jsonb_strip_nulls(jsonb_build_object('translations', a.translations))
$$;

DROP TRIGGER articles_keep_versions ON articles;
CREATE TRIGGER articles_keep_versions AFTER UPDATE ON articles FOR EACH ROW
  WHEN (version_of(OLD.*) IS DISTINCT FROM version_of(NEW.*)) EXECUTE FUNCTION keep_version();
`)
    .execute(db);
}
