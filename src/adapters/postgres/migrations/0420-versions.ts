import { type Kysely, sql } from 'kysely';

/**
 * Versions of what articles say, kept by a trigger: whoever writes, a process of the version before or a partner's feed included,
 * makes one. Who did it is told for the transaction in `quarterly.version`; a process of before tells nothing, and its versions
 * are by nobody. Place in the section is no part of a version. `likeness`: the 32 lowest hashes of three words in a row, so that
 * two texts share as many of them as they have in common; it rewrites the articles, which are few.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(String.raw`
ALTER TABLE articles DROP CONSTRAINT articles_source_check;
ALTER TABLE articles ADD CONSTRAINT articles_source_check CHECK (source IN ('folder','feed','form','desk'));
ALTER TABLE articles ADD COLUMN held_at timestamptz;

CREATE FUNCTION likeness_of(words text) RETURNS integer[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(mark ORDER BY mark), '{}') FROM (
    SELECT DISTINCT hashtext(word || ' ' || second || ' ' || third) AS mark FROM (
      SELECT word, lead(word, 1) OVER (ORDER BY at) AS second, lead(word, 2) OVER (ORDER BY at) AS third
      FROM regexp_split_to_table(lower(left(words, 20000)), '\W+') WITH ORDINALITY AS split (word, at) WHERE word <> ''
    ) threes WHERE third IS NOT NULL ORDER BY mark LIMIT 32
  ) lowest
$$;
ALTER TABLE articles ADD COLUMN likeness integer[] GENERATED ALWAYS AS (likeness_of(body)) STORED;
CREATE INDEX articles_likeness ON articles USING gin (likeness);
CREATE INDEX articles_headline ON articles (lower(headline));

CREATE TABLE article_versions (
  article_id integer NOT NULL REFERENCES articles,
  number integer NOT NULL,
  content jsonb NOT NULL,
  actor jsonb,
  at timestamptz NOT NULL,
  how text NOT NULL CHECK (how IN ('folder','feed','form','desk','command')),
  words text,
  restored integer,
  PRIMARY KEY (article_id, number)
);
CREATE TRIGGER article_versions_are_append_only BEFORE UPDATE OR DELETE ON article_versions
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION version_of(a articles) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('sectionId', a.section_id, 'headline', a.headline, 'summary', a.summary,
    'body', a.body, 'organisation', a.organisation, 'publishedOn', a.published_on, 'language', a.language,
    'contact', a.contact, 'image', a.image, 'links', a.links))
$$;

CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb := nullif(current_setting('quarterly.version', true), '')::jsonb;
BEGIN
  INSERT INTO article_versions (article_id, number, content, actor, at, how, words, restored)
  VALUES (NEW.id, 1 + coalesce((SELECT max(number) FROM article_versions WHERE article_id = NEW.id), 0), version_of(NEW),
    told->'by', NEW.updated_at, coalesce(told->>'how', NEW.source), told->>'words', (told->>'restored')::integer);
  RETURN NULL;
END $$;
CREATE TRIGGER articles_begin_versions AFTER INSERT ON articles FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER articles_keep_versions AFTER UPDATE OF section_id, headline, summary, body, organisation, published_on, language,
  contact, image, links ON articles FOR EACH ROW
  WHEN ((OLD.section_id, OLD.headline, OLD.summary, OLD.body, OLD.organisation, OLD.published_on, OLD.language, OLD.contact,
    OLD.image, OLD.links) IS DISTINCT FROM (NEW.section_id, NEW.headline, NEW.summary, NEW.body, NEW.organisation,
    NEW.published_on, NEW.language, NEW.contact, NEW.image, NEW.links))
  EXECUTE FUNCTION keep_version();

INSERT INTO article_versions (article_id, number, content, at, how)
  SELECT a.id, 1, version_of(a), a.updated_at, a.source FROM articles a;

CREATE TABLE working_copies (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  article_id integer REFERENCES articles,
  base integer NOT NULL,
  fields jsonb NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (person_id, article_id)
);
CREATE INDEX working_copies_of ON working_copies (article_id);

CREATE TABLE article_notes (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  article_id integer NOT NULL REFERENCES articles,
  actor jsonb NOT NULL,
  at timestamptz NOT NULL,
  about text NOT NULL CHECK (about IN ('note','changes-asked','declined','held')),
  words text NOT NULL
);
CREATE INDEX article_notes_of ON article_notes (article_id, id);
`)
    .execute(db);
}
