import { type Kysely, sql } from 'kysely';

/**
 * Search by what people read as words. PostgreSQL's parser takes `<words>` for a tag and drops them; and under the
 * locale C, as in the PostgreSQL from npm, it takes every character beyond ASCII for a small letter, so that “farm” and
 * farm were two words, and Élodie was not élodie. What it is given has blanks in place of signs, character by character:
 * a place in it is the same place in what was written. The last three are those that mark an excerpt.
 */
const SIGNS =
  '[<>\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u200b\u2010-\u206f\u2190-\u2bff\u3000-\u303f\ue000-\ue002]';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE FUNCTION searched_words(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(regexp_replace(written, '${SIGNS}', ' ', 'g'));

ALTER TABLE published_articles DROP COLUMN search;
ALTER TABLE published_articles ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('english', searched_words(headline)), 'A') ||
  setweight(to_tsvector('english', searched_words(summary)), 'B') ||
  setweight(to_tsvector('english', searched_words(organisation)), 'B') ||
  setweight(to_tsvector('english', searched_words(body)), 'C')
) STORED;
CREATE INDEX published_articles_search ON published_articles USING gin (search);
`)
    .execute(db);
}
