import type { Db, EditionNumber, SectionSlug } from '../core/index.ts';
import { type ExcerptPiece, excerpt, HIT_START } from './excerpt.ts';
import { type SearchRow, type SearchWithin, searchArticles } from './search.store.ts';

export type SearchHit = {
  edition: EditionNumber;
  slug: string;
  section: SectionSlug;
  /** BCP 47, where somebody has said it. */
  language?: string;
  headline: ExcerptPiece[];
  excerpt: ExcerptPiece[];
};
export type SearchResult = { query: string; hits: SearchHit[]; total: number; page: number; pages: number };

const HITS_A_PAGE = 10;
const LONGEST_QUERY = 200;
/**
 * Words that count, “or” included: more say nothing about what is sought, and twenty common ones joined by “or” would have all
 * articles sorted.
 */
const MOST_WORDS = 16;
/** Deeper than any person reads; keeps a crawler from sorting the whole archive for each page. */
const DEEPEST_PAGE = 100;

/**
 * Searches all published articles: words in any order, "a phrase", or, -without (PostgreSQL's
 * `websearch_to_tsquery`). An empty query finds nothing.
 */
export async function search(
  db: Db,
  text: string,
  { page = 1, ...within }: SearchWithin & { page?: number } = {},
): Promise<SearchResult> {
  const query = text.replaceAll('\0', '').trim().slice(0, LONGEST_QUERY);
  const asked = Math.min(Math.max(1, page), DEEPEST_PAGE);
  if (query === '') return { query, hits: [], total: 0, page: 1, pages: 0 };
  const counted = query.split(/\s+/).slice(0, MOST_WORDS).join(' ');
  const shown = { limit: HITS_A_PAGE, offset: (asked - 1) * HITS_A_PAGE };
  const rows = await searchArticles(db, counted, { ...shown, within });
  const total = rows[0]?.total ?? 0;
  return {
    query,
    total,
    page: asked,
    pages: Math.min(DEEPEST_PAGE, Math.ceil(total / HITS_A_PAGE)),
    hits: rows.map((row) => ({
      edition: row.edition_number,
      slug: row.slug,
      section: row.section,
      ...(row.language === null ? {} : { language: row.language }),
      headline: excerpt(row.headline),
      excerpt: excerptOf(row),
    })),
  };
}

/** Where the words are in the headline or the organisation alone: what the article is about, whole. */
const excerptOf = ({ words, summary }: SearchRow): ExcerptPiece[] =>
  words.marked.includes(HIT_START) || summary === '' ? excerpt(words) : [{ text: summary, hit: false }];
