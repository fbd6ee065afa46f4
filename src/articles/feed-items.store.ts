import { sql } from 'kysely';
import type { ArticleId, Db, FeedId, SectionId } from '../core/index.ts';

export type FeedItems = {
  /** Articles that nobody has judged. */
  readonly waiting: number;
  readonly all: number;
  /** When the newest came. */
  readonly newest: Date;
};

/** How many articles each feed has brought; a feed that has brought none is not in it. */
export async function countFeedItems(db: Db): Promise<Map<FeedId, FeedItems>> {
  const rows = await db
    .selectFrom('articles')
    .select([
      sql<FeedId>`feed_id`.as('feed'),
      sql<number>`count(*)::integer`.as('all'),
      sql<number>`(count(*) FILTER (WHERE state = 'submitted'))::integer`.as('waiting'),
      sql<Date>`max(created_at)`.as('newest'),
    ])
    .where('feed_id', 'is not', null)
    .groupBy('feed_id')
    .execute();
  return new Map(rows.map(({ feed, ...counts }) => [feed, counts]));
}

export type WaitingItem = {
  readonly id: ArticleId;
  readonly headline: string;
  readonly summary: string;
  readonly section: SectionId;
  /** ISO 8601 date. */
  readonly publishedOn: string | null;
  readonly notes: readonly string[];
  readonly cameAt: Date;
  readonly held: boolean;
};

/** Articles of a feed that nobody has judged, the newest first. */
export async function selectWaitingItems(
  db: Db,
  feed: FeedId,
  { limit }: { limit: number },
): Promise<WaitingItem[]> {
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'headline', 'summary', 'section_id', 'published_on', 'notes', 'created_at', 'held_at'])
    .where('feed_id', '=', feed)
    .where('state', '=', 'submitted')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ section_id, published_on, created_at, held_at, ...row }) => ({
    ...row,
    section: section_id,
    publishedOn: published_on,
    cameAt: created_at,
    held: held_at !== null,
  }));
}
