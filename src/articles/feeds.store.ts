import { type Insertable, type Selectable, sql } from 'kysely';
import type { ArticleTable, Db, FeedId, FeedTable, SectionId } from '../core/index.ts';

export type FeedRow = Selectable<FeedTable>;

/** Feeds that are read, with their section's slug. */
export const selectFeeds = (db: Db) =>
  db
    .selectFrom('feeds')
    .innerJoin('sections', 'sections.id', 'feeds.section_id')
    .selectAll('feeds')
    .select(['sections.slug as section_slug', 'sections.retired_at as section_retired_at'])
    .where('feeds.removed_at', 'is', null)
    .orderBy('feeds.id')
    .execute();

type NewFeed = { url: string; section: SectionId; at: Date };

/** Adds the feed or takes up a removed one again; `undefined` when it is read already. */
export async function insertFeed(db: Db, { url, section, at }: NewFeed): Promise<FeedId | undefined> {
  const fresh = { section_id: section, etag: null, last_modified: null, message: null, removed_at: null };
  const row = await db
    .insertInto('feeds')
    .values({ url, created_at: at, title: null, polled_at: null, ...fresh })
    .onConflict((conflict) =>
      conflict.column('url').doUpdateSet(fresh).where('feeds.removed_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function updateFeed(
  db: Db,
  id: FeedId,
  change: Partial<Insertable<FeedTable>>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('feeds')
    .set(change)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The columns in which an item of a feed can change while nobody has judged its article. */
const CONTENT = ['headline', 'summary', 'body', 'published_on', 'links'] as const;

/**
 * One statement, so that two polls at once make one article: a new item is inserted, a changed one updates its
 * article only while that is still `submitted`.
 */
export async function upsertItem(
  db: Db,
  row: Insertable<ArticleTable>,
): Promise<'created' | 'updated' | 'unchanged'> {
  const columns = CONTENT.map((name) => sql.ref(`articles.${name}`));
  const offered = CONTENT.map((name) => sql.ref(`excluded.${name}`));
  const result = await db
    .insertInto('articles')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['feed_id', 'source_key'])
        .where('feed_id', 'is not', null)
        .doUpdateSet((eb) => ({
          headline: eb.ref('excluded.headline'),
          summary: eb.ref('excluded.summary'),
          body: eb.ref('excluded.body'),
          published_on: eb.ref('excluded.published_on'),
          links: eb.ref('excluded.links'),
          updated_at: eb.ref('excluded.updated_at'),
        }))
        .where('articles.state', '=', 'submitted')
        .where(sql<boolean>`(${sql.join(columns)}) IS DISTINCT FROM (${sql.join(offered)})`),
    )
    // A row that this statement inserted has no deleting transaction.
    .returning(sql<boolean>`articles.xmax = 0`.as('inserted'))
    .executeTakeFirst();
  if (!result) return 'unchanged';
  return result.inserted ? 'created' : 'updated';
}
