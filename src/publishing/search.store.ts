import { sql } from 'kysely';
import type { Db, EditionNumber, SectionSlug } from '../core/index.ts';
import { CUT, type Found, HIT_END, HIT_START } from './excerpt.ts';

/** Where to search; absent = everywhere. */
export type SearchWithin = {
  editions?: readonly EditionNumber[] | undefined;
  sections?: readonly SectionSlug[] | undefined;
};

export type SearchRow = {
  edition_number: EditionNumber;
  slug: string;
  section: SectionSlug;
  headline: Found;
  summary: string;
  language: string | null;
  words: Found;
  total: number;
};

/** The newest that hold the words are ranked, as many as can be paged through: ranking reads each of them whole. */
const CANDIDATES = 1_000;
/**
 * Words and operators of a query up to which it counts how near its words stand to each other: what that costs grows with
 * the square of them (25 times the same word took seven times as long as once).
 */
const NEAR = 16;
/** In characters: an excerpt is made by reading what it is taken from, and articles may be a megabyte. */
const EXCERPTED = 50_000;

/** Published articles that match a query as people type it into a search engine, the best first. */
export async function searchArticles(
  db: Db,
  query: string,
  { limit, offset, within: { editions, sections } }: { limit: number; offset: number; within: SearchWithin },
): Promise<SearchRow[]> {
  const inEditions = editions ? sql`and a.edition_number = any(${[...editions]}::int[])` : sql``;
  const inSections = sections ? sql`and a.section = any(${[...sections]}::text[])` : sql``;
  const marks = `StartSel=${HIT_START}, StopSel=${HIT_END}`;
  const whole = `${marks}, HighlightAll=true`;
  const parts = `${marks}, MaxFragments=2, MinWords=10, MaxWords=28, ShortWord=0, FragmentDelimiter=${CUT}`;
  const found = (written: string, how: string) => sql<Found>`json_build_object(
    'written', ${sql.ref(written)}, 'searched', searched_words(${sql.ref(written)}),
    'marked', ts_headline('english', searched_words(${sql.ref(written)}), query.words, ${how}))`;
  const { rows } = await sql<SearchRow>`
    with query as (
      select websearch_to_tsquery('english', searched_words(translate(${query}, '“”„', '"""'))) as words
    ),
    -- What the index alone can answer: without negations, and a phrase as its words. 'T': nothing is asked for.
    wide as (
      select regexp_replace(querytree(words), '<(-|[0-9]+)>', '&', 'g') as tree from query
    ),
    candidates as materialized (
      select a.edition_number, a.article
      from published_articles a join editions e on e.number = a.edition_number and e.state = 'published',
        (select tree::tsquery as tree from wide where tree not in ('', 'T')) wide
      where a.search @@ wide.tree ${inEditions} ${inSections}
      order by a.edition_number desc, a.ordinal
      limit ${CANDIDATES}
    ),
    ranked as (
      select a.edition_number, a.article,
        case when numnode(query.words) > ${NEAR} then ts_rank(a.search, query.words)
          else ts_rank_cd(a.search, query.words) end as rank, count(*) over () as total
      from candidates c join published_articles a using (edition_number, article), query
      where a.search @@ query.words
      order by rank desc, a.edition_number desc, a.ordinal
      limit ${limit} offset ${offset}
    ),
    hits as (
      select a.edition_number, a.slug, a.section, a.summary, a.language, a.headline, a.ordinal, r.rank, r.total,
        left(a.summary || ' ' || a.body, ${EXCERPTED}) as text
      from ranked r join published_articles a using (edition_number, article)
    )
    select edition_number, slug, section, summary, language, total,
      ${found('headline', whole)} as headline, ${found('text', parts)} as words
    from hits, query
    order by rank desc, edition_number desc, ordinal`.execute(db);
  return rows;
}
