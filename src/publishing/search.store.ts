import { sql } from 'kysely';
import type { Db, EditionNumber, SectionSlug } from '../core/index.ts';

export type SearchRow = {
  edition_number: EditionNumber;
  slug: string;
  section: SectionSlug;
  /** With the marks around each hit. */
  headline: string;
  excerpt: string;
  total: number;
};

/** Around a hit: characters of the private use area, which `ts_headline` copies and no escaping touches. */
export const HIT_START = '\ue000';
export const HIT_END = '\ue001';

/** Published articles that match a query as people type it into a search engine, the best first. */
export async function searchArticles(
  db: Db,
  query: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<SearchRow[]> {
  const marks = `StartSel=${HIT_START}, StopSel=${HIT_END}`;
  const whole = `${marks}, HighlightAll=true`;
  const excerpt = `${marks}, MaxFragments=2, MinWords=10, MaxWords=28, FragmentDelimiter=" … "`;
  const { rows } = await sql<SearchRow>`
    with query as (select websearch_to_tsquery('english', searched_words(translate(${query}, '“”„', '"""'))) as words),
    hits as (
      select a.*, ts_rank_cd(a.search, query.words) as rank, count(*) over () as total
      from published_articles a join editions e on e.number = a.edition_number and e.state = 'published', query
      where a.search @@ query.words
      order by rank desc, a.edition_number desc, a.ordinal
      limit ${limit} offset ${offset}
    )
    select edition_number, slug, section, total,
      ts_headline('english', headline, query.words, ${whole}) as headline,
      ts_headline('english', summary || ' ' || body, query.words, ${excerpt}) as excerpt
    from hits, query
    order by rank desc, edition_number desc, ordinal`.execute(db);
  return rows;
}
