import { type SqlBool, sql } from 'kysely';
import type { ArticleId, ArticleStatus, Db, EditionNumber } from '../core/index.ts';

/** What is looked for; what is left out is no matter. */
export type ArticleFilter = {
  words?: string;
  status?: ArticleStatus;
  /** A section's slug. */
  section?: string;
  /** null = in none yet. */
  edition?: EditionNumber | null;
};
export type Order = 'newest' | 'oldest' | 'changed' | 'headline';

/** The state, with a word of its own for what is held for a later edition. */
const status = sql<ArticleStatus>`CASE WHEN articles.state = 'submitted' AND articles.held_at IS NOT NULL THEN 'held' ELSE articles.state END`;

const pattern = (words: string) => `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

function wanted(db: Db, { words, section, edition }: ArticleFilter) {
  return db
    .selectFrom('articles')
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .$if(words !== undefined, (query) =>
      query.where(
        sql<SqlBool>`(articles.headline ILIKE ${pattern(words ?? '')} OR articles.summary ILIKE ${pattern(words ?? '')}
          OR articles.organisation ILIKE ${pattern(words ?? '')}
          OR articles.id IN (SELECT told.id FROM articles told
            WHERE to_tsvector('simple'::regconfig, left(told.body, 200000)) @@ plainto_tsquery('simple'::regconfig, ${words ?? ''})))`,
      ),
    )
    .$if(section !== undefined, (query) => query.where(sql<SqlBool>`sections.slug = ${section}`))
    .$if(edition === null, (query) => query.where('articles.edition_number', 'is', null))
    .$if(typeof edition === 'number', (query) =>
      query.where('articles.edition_number', '=', edition as EditionNumber),
    );
}

const ORDERS = {
  newest: sql`articles.id DESC`,
  oldest: sql`articles.id`,
  changed: sql`articles.updated_at DESC, articles.id DESC`,
  headline: sql`lower(articles.headline), articles.id`,
} as const;

export const selectFound = (
  db: Db,
  asked: ArticleFilter,
  { order, limit, offset }: { order: Order; limit: number; offset: number },
) =>
  wanted(db, asked)
    .select([
      'articles.id',
      'articles.headline',
      'articles.organisation',
      'articles.edition_number as edition',
      'articles.source',
      'articles.updated_at as updatedAt',
      'sections.label as section',
      status.as('status'),
    ])
    .$if(asked.status !== undefined, (query) => query.where(status, '=', asked.status as ArticleStatus))
    .orderBy(ORDERS[order])
    .limit(limit)
    .offset(offset)
    .execute();

/** How many there are in each status, whichever is asked for. */
export async function countFound(db: Db, asked: ArticleFilter): Promise<Map<ArticleStatus, number>> {
  const rows = await wanted(db, asked)
    .select([status.as('status'), sql<number>`count(*)::integer`.as('count')])
    .groupBy(sql`1`)
    .execute();
  return new Map(rows.map((row) => [row.status, row.count]));
}

/** Articles with the same headline or first link, and those that share at least so many marks of their text; of what was not turned down. */
export const selectAlike = (db: Db, article: ArticleId, shared: number) =>
  db
    .selectFrom('articles as other')
    .innerJoin('articles as one', (join) => join.on('one.id', '=', article).onTrue())
    .select((eb) => [
      'other.id',
      'other.headline',
      'other.edition_number as edition',
      sql<boolean>`lower(other.headline) = lower(one.headline)`.as('headlineSame'),
      sql<boolean>`coalesce(other.links -> 0 ->> 'url' = one.links -> 0 ->> 'url', false)`.as('originSame'),
      sql<number>`cardinality(ARRAY(SELECT unnest(other.likeness) INTERSECT SELECT unnest(one.likeness)))`.as(
        'shared',
      ),
      eb.ref('other.state').as('state'),
    ])
    .where('other.id', '<>', article)
    .where('other.state', 'not in', ['declined', 'withdrawn'])
    .where(
      sql<SqlBool>`(lower(other.headline) = lower(one.headline)
        OR (one.source = 'feed' OR other.source = 'feed') AND other.links -> 0 ->> 'url' = one.links -> 0 ->> 'url'
        OR other.likeness && one.likeness
          AND cardinality(ARRAY(SELECT unnest(other.likeness) INTERSECT SELECT unnest(one.likeness))) >= ${shared})`,
    )
    .orderBy('other.id', 'desc')
    .limit(5)
    .execute();
