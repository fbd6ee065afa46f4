import { type Insertable, type Selectable, sql } from 'kysely';
import type { ArticleId, ArticleState, ArticleTable, Db, EditionNumber, SectionId } from '../core/index.ts';
import type { ArticleContent } from './content.ts';

export type ArticleRow = Selectable<ArticleTable>;

/** The columns that hold an article's content. */
export const contentColumns = (content: ArticleContent) => ({
  section_id: content.sectionId,
  headline: content.headline,
  summary: content.summary,
  body: content.body,
  organisation: content.organisation ?? null,
  position: content.position ?? null,
  published_on: content.publishedOn ?? null,
  language: content.language ?? null,
  contact: content.contact ? JSON.stringify(content.contact) : null,
  image: content.image ? JSON.stringify(content.image) : null,
  pictures: content.pictures ? JSON.stringify(content.pictures) : null,
  links: JSON.stringify(content.links),
  translations: isEmpty(content.translations) ? null : JSON.stringify(content.translations),
});

const isEmpty = (given: object = {}) => Object.keys(given).length === 0;

export function contentOf(row: ArticleRow): ArticleContent {
  return {
    sectionId: row.section_id,
    headline: row.headline,
    summary: row.summary,
    body: row.body,
    ...(row.organisation === null ? {} : { organisation: row.organisation }),
    ...(row.position === null ? {} : { position: row.position }),
    ...(row.published_on === null ? {} : { publishedOn: row.published_on }),
    ...(row.language === null ? {} : { language: row.language }),
    ...(row.contact === null ? {} : { contact: row.contact }),
    ...(row.image === null ? {} : { image: row.image }),
    ...(row.pictures === null ? {} : { pictures: row.pictures }),
    links: row.links,
    ...(row.translations === null ? {} : { translations: row.translations }),
  };
}

/** An edition's articles in reading order, locked until the transaction ends. */
export const lockEditionArticles = (db: Db, edition: EditionNumber): Promise<ArticleRow[]> =>
  db
    .selectFrom('articles')
    .selectAll()
    .where('edition_number', '=', edition)
    .orderBy('id')
    .forUpdate()
    .execute();

export const selectEditionArticles = (db: Db, edition: EditionNumber): Promise<ArticleRow[]> =>
  db
    .selectFrom('articles')
    .selectAll()
    .where('edition_number', '=', edition)
    .where('state', 'in', ['accepted', 'published'])
    .orderBy('position', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute();

/** Accepted articles that no edition has yet, of these sections; oldest first, locked. */
export async function lockWaitingArticles(db: Db, sections: readonly SectionId[]): Promise<ArticleRow[]> {
  if (sections.length === 0) return [];
  return db
    .selectFrom('articles')
    .selectAll()
    .where('state', '=', 'accepted')
    .where('edition_number', 'is', null)
    .where('section_id', 'in', sections)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export const selectArticle = (db: Db, id: ArticleId): Promise<ArticleRow | undefined> =>
  db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();

export const lockArticle = (db: Db, id: ArticleId): Promise<ArticleRow | undefined> =>
  db.selectFrom('articles').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Holds the edition's state still while one of its articles changes. */
export const holdEdition = (db: Db, edition: EditionNumber) =>
  db
    .selectFrom('editions')
    .select(['number', 'state', 'sections'])
    .where('number', '=', edition)
    .forShare()
    .executeTakeFirst();

export async function selectSectionSlug(db: Db, id: SectionId): Promise<string> {
  const row = await db.selectFrom('sections').select('slug').where('id', '=', id).executeTakeFirstOrThrow();
  return row.slug;
}

/** The id of an article that is to be inserted, for who must be named by it before it is. */
export async function drawArticleId(db: Db): Promise<ArticleId> {
  const { rows } = await sql<{ id: ArticleId }>`
    SELECT nextval(pg_get_serial_sequence('articles', 'id'))::int AS id`.execute(db);
  return rows[0]?.id as ArticleId;
}

export async function insertArticle(db: Db, row: Insertable<ArticleTable>): Promise<ArticleId> {
  const { id } = await db.insertInto('articles').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

type Change = Partial<Omit<Insertable<ArticleTable>, 'id' | 'created_at'>>;

export async function updateArticle(db: Db, id: ArticleId, change: Change): Promise<void> {
  await db.updateTable('articles').set(change).where('id', '=', id).execute();
}

const withSection = (db: Db) =>
  db
    .selectFrom('articles')
    .innerJoin('sections', 'sections.id', 'articles.section_id')
    .selectAll('articles')
    .select('sections.slug as section_slug');

export const selectArticleWithSection = (db: Db, id: ArticleId) =>
  withSection(db).where('articles.id', '=', id).executeTakeFirst();

/** Articles with their section's slug, newest first. */
export async function selectArticles(db: Db, state?: ArticleState) {
  let query = withSection(db).orderBy('articles.id', 'desc');
  if (state) query = query.where('articles.state', '=', state);
  return query.execute();
}

export async function publishArticles(db: Db, edition: EditionNumber, at: Date): Promise<void> {
  await db
    .updateTable('articles')
    .set({ state: 'published', updated_at: at })
    .where('edition_number', '=', edition)
    .where('state', '=', 'accepted')
    .execute();
}
