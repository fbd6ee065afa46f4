import { type Kysely, sql } from 'kysely';

/**
 * What the archive needs beside the snapshots: an index of published articles to search and to list by section, and
 * corrections, which overlay a snapshot without touching it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
CREATE TABLE corrections (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  edition_number integer NOT NULL REFERENCES editions,
  article text NOT NULL,
  slug text NOT NULL,
  content jsonb NOT NULL,
  note text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL
);
CREATE INDEX corrections_edition ON corrections (edition_number);
CREATE TRIGGER corrections_are_append_only BEFORE UPDATE OR DELETE ON corrections
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE published_articles (
  edition_number integer NOT NULL REFERENCES editions,
  article text NOT NULL,
  slug text NOT NULL,
  section text NOT NULL,
  ordinal integer NOT NULL,
  headline text NOT NULL,
  summary text NOT NULL,
  organisation text NOT NULL,
  body text NOT NULL,
  search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', headline), 'A') ||
    setweight(to_tsvector('english', summary), 'B') ||
    setweight(to_tsvector('english', organisation), 'B') ||
    setweight(to_tsvector('english', body), 'C')
  ) STORED,
  PRIMARY KEY (edition_number, article),
  UNIQUE (edition_number, slug)
);
CREATE INDEX published_articles_search ON published_articles USING gin (search);
CREATE INDEX published_articles_section ON published_articles (section);
`)
    .execute(db);
}
