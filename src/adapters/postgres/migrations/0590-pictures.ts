import { type Kysely, sql } from 'kysely';

/**
 * The pictures of an article after its first, which stays in `image`. They are part of its versions. A process of the version before
 * does not know the column: what it writes of an article leaves these as they are. Locks a table of a few thousand rows for
 * milliseconds, and rewrites none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
ALTER TABLE articles ADD COLUMN pictures jsonb;

CREATE OR REPLACE FUNCTION version_of(a articles) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('sectionId', a.section_id, 'headline', a.headline, 'summary', a.summary,
    'body', a.body, 'organisation', a.organisation, 'publishedOn', a.published_on, 'language', a.language,
    'contact', a.contact, 'image', a.image, 'pictures', a.pictures, 'links', a.links))
$$;

DROP TRIGGER articles_keep_versions ON articles;
CREATE TRIGGER articles_keep_versions AFTER UPDATE OF section_id, headline, summary, body, organisation, published_on, language,
  contact, image, pictures, links ON articles FOR EACH ROW
  WHEN ((OLD.section_id, OLD.headline, OLD.summary, OLD.body, OLD.organisation, OLD.published_on, OLD.language, OLD.contact,
    OLD.image, OLD.pictures, OLD.links) IS DISTINCT FROM (NEW.section_id, NEW.headline, NEW.summary, NEW.body,
    NEW.organisation, NEW.published_on, NEW.language, NEW.contact, NEW.image, NEW.pictures, NEW.links))
  EXECUTE FUNCTION keep_version();
`)
    .execute(db);
}
