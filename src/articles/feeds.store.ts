import { type Insertable, type Selectable, sql } from 'kysely';
import {
  type ArticleTable,
  type Db,
  type FeedId,
  type FeedTable,
  type Reason,
  type SectionId,
  sayReason,
} from '../core/index.ts';

export type PartnerFeedRow = Selectable<FeedTable>;

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
  const fresh = {
    section_id: section,
    etag: null,
    last_modified: null,
    ...remarkColumns([]),
    failing_since: null,
    removed_at: null,
  };
  const row = await db
    .insertInto('feeds')
    .values({ url, created_at: at, title: null, polled_at: null, polled_slot: null, ...fresh })
    .onConflict((conflict) =>
      conflict.column('url').doUpdateSet(fresh).where('feeds.removed_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** `message` is their words for the version before. */
export const remarkColumns = (remarks: readonly Reason[]) => ({
  message: remarks.map((remark) => sayReason(remark, 'page')).join(' ') || null,
  remarks: remarks.length === 0 ? null : JSON.stringify(remarks),
});

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

/** Its polls fail from `at` on, or have since an earlier time. */
export async function markFailing(db: Db, id: FeedId, at: Date): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ failing_since: at })
    .where('id', '=', id)
    // A process of the version before may have read it well since.
    .where(({ eb, or }) => or([eb('failing_since', 'is', null), eb('message', 'is', null)]))
    .execute();
}

/** The columns in which an item of a feed can change while nobody has judged its article. */
const CONTENT = [
  'headline',
  'summary',
  'body',
  'organisation',
  'published_on',
  'language',
  'links',
  'notes',
] as const;

/**
 * One statement, so that two polls at once make one article: a new item is inserted, a changed one updates its
 * article only while that is still `submitted` and nobody else has written in it.
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
          ...Object.fromEntries(CONTENT.map((name) => [name, eb.ref(`excluded.${name}`)])),
          updated_at: eb.ref('excluded.updated_at'),
        }))
        .where('articles.state', '=', 'submitted')
        // What an editor has written in it is not the partner's to replace.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('article_versions as version')
                .select('version.number')
                .whereRef('version.article_id', '=', 'articles.id')
                .where('version.how', '<>', 'feed'),
            ),
          ),
        )
        .where(sql<boolean>`(${sql.join(columns)}) IS DISTINCT FROM (${sql.join(offered)})`),
    )
    // A row that this statement inserted has no deleting transaction.
    .returning(sql<boolean>`articles.xmax = 0`.as('inserted'))
    .executeTakeFirst();
  if (!result) return 'unchanged';
  return result.inserted ? 'created' : 'updated';
}

/** Articles of this feed that came under one of these keys, or whose page has one of these addresses; the oldest first. */
export async function selectKnownItems(
  db: Db,
  feed: FeedId,
  { keys, links }: { keys: readonly string[]; links: readonly string[] },
) {
  const link = sql<string | null>`links -> 0 ->> 'url'`;
  const rows = await db
    .selectFrom('articles')
    .select(['id', 'source_key', 'headline', 'body', link.as('link')])
    .where('feed_id', '=', feed)
    .where('source_key', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('source_key', '=', sql<string>`any(${[...keys]}::text[])`),
        eb(link, '=', sql<string>`any(${[...links]}::text[])`),
      ]),
    )
    .orderBy('id')
    .execute();
  return rows.map(({ source_key, ...row }) => ({ ...row, key: source_key ?? '' }));
}

/** Lets the article be known by another key; not when something else is known by it already. */
export async function renameItem(
  db: Db,
  feed: FeedId,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db
    .updateTable('articles')
    .set({ source_key: to })
    .where('feed_id', '=', feed)
    .where('source_key', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('articles as other')
            .select('other.id')
            .where('other.feed_id', '=', feed)
            .where('other.source_key', '=', to),
        ),
      ),
    )
    .execute();
}

const isDue = (slot: Date) =>
  sql<boolean>`removed_at IS NULL AND created_at <= ${slot} AND (polled_slot IS NULL OR polled_slot < ${slot})`;

export async function hasDueFeeds(db: Db, slot: Date): Promise<boolean> {
  const row = await db.selectFrom('feeds').select('id').where(isDue(slot)).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Takes one feed for a slot of the recurrence; what another process is taking just now is passed over. */
export async function takeDueFeed(db: Db, slot: Date): Promise<FeedId | undefined> {
  const row = await db
    .updateTable('feeds')
    .set({ polled_slot: slot })
    .where('id', '=', (eb) =>
      eb.selectFrom('feeds').select('id').where(isDue(slot)).orderBy('id').limit(1).forUpdate().skipLocked(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
