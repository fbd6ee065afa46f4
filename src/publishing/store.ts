import { sql } from 'kysely';
import {
  type Actor,
  type ByLanguage,
  type ContentHash,
  type CorrectedText,
  type Db,
  type EditionNumber,
  type EditionState,
  type EditionTranslation,
  type Grammar,
  type PublishedArticleTable,
  type SectionSlug,
  signature,
} from '../core/index.ts';
import type { StoredCorrection } from './overlay.ts';

/** States in which an edition's pages can be opened: its mails link to them from the first one sent. */
export const READABLE_STATES: readonly EditionState[] = ['sending', 'sent', 'published'];

/** Changes whenever something changes that readers can see. One round trip, a few rows. */
export async function selectRevision(db: Db): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select concat_ws('/',
      (select string_agg(number || left(state, 4), ',' order by number) from editions
        where state in ('sending', 'sent', 'published')),
      (select max(id) from corrections),
      (select count(*) + count(put_back_at) from takedowns),
      (select count(*) from images where cleaning = 0),
      (select string_agg(concat_ws(':', id, slug, label, description, language, merged_into, retired_at), ',' order by id) from sections)
    ) as revision`.execute(db);
  return rows[0]?.revision ?? '';
}

export type ArchivedEdition = {
  number: EditionNumber;
  cover: string;
  title: string;
  strapline: string;
  publisher: string;
  mailbox: string;
  language: string | null;
  translations: ByLanguage<EditionTranslation> | null;
  approved_at: Date | null;
  published_at: Date | null;
};

/** Published editions, newest first. */
export const selectPublishedEditions = (db: Db): Promise<ArchivedEdition[]> =>
  db
    .selectFrom('editions')
    .select(['number', 'cover', 'title', 'strapline', 'publisher', 'mailbox'])
    .select(['language', 'translations', 'approved_at', 'published_at'])
    .where('state', '=', 'published')
    .orderBy('number', 'desc')
    .execute();

export type IndexRow = {
  edition_number: EditionNumber;
  article: string;
  slug: string;
  section: SectionSlug;
  ordinal: number;
};

/** Where every published article stands: newest edition first, then in the edition's order. */
export const selectArticleIndex = (db: Db): Promise<IndexRow[]> =>
  db
    .selectFrom('published_articles as a')
    .innerJoin('editions as e', 'e.number', 'a.edition_number')
    .where('e.state', '=', 'published')
    .select(['a.edition_number', 'a.article', 'a.slug', 'a.section', 'a.ordinal'])
    .orderBy('a.edition_number', 'desc')
    .orderBy('a.ordinal')
    .execute();

export const selectArchivedSections = (db: Db) =>
  db
    .selectFrom('sections')
    .leftJoin('sections as target', 'target.id', 'sections.merged_into')
    .select([
      'sections.slug',
      'sections.label',
      'sections.description',
      'sections.colour',
      'sections.language',
    ])
    .select(['sections.retired_at', 'target.slug as merged_into'])
    .orderBy('sections.position')
    .execute();

export const selectEditionState = async (db: Db, number: EditionNumber): Promise<EditionState | undefined> =>
  (await db.selectFrom('editions').select('state').where('number', '=', number).executeTakeFirst())?.state;

/** When what readers see was last corrected, taken down or put back. */
export async function selectLastChange(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(
      (select max(made_at) from corrections),
      (select max(taken_at) from takedowns),
      (select max(put_back_at) from takedowns)) as at`.execute(db);
  return rows[0]?.at ?? null;
}

/** Pictures of articles that are down, but for those that another article has too. */
export async function selectImagesDown(db: Db): Promise<ContentHash[]> {
  const { rows } = await sql<{ hash: ContentHash }>`
    with pictured as (
      select picture ->> 'hash' as hash, exists (
        select from takedowns t
        where t.edition_number = a.edition_number and t.article = a.slug and t.put_back_at is null) as down
      from articles a, jsonb_array_elements(jsonb_build_array(a.image) || coalesce(a.pictures, '[]')) picture
      where a.image is not null and a.state not in ('declined', 'withdrawn')
    )
    select hash from pictured group by hash having bool_and(down)`.execute(db);
  return rows.map(({ hash }) => hash);
}

/** Oldest first. */
export async function selectCorrections(db: Db, number: EditionNumber): Promise<StoredCorrection[]> {
  return db
    .selectFrom('corrections')
    .select(['id', 'article', 'slug', 'content', 'note', 'made_at as at', 'grammar'])
    .where('edition_number', '=', number)
    .orderBy('id')
    .execute();
}

type NewCorrection = {
  edition: EditionNumber;
  article: string;
  slug: string;
  content: CorrectedText;
  grammar: Grammar;
  note: string;
  by: Actor;
  at: Date;
};

export async function insertCorrection(db: Db, correction: NewCorrection): Promise<void> {
  await db
    .insertInto('corrections')
    .values({
      edition_number: correction.edition,
      article: correction.article,
      slug: correction.slug,
      content: JSON.stringify(correction.content),
      grammar: correction.grammar,
      note: correction.note,
      made_by: signature(correction.by),
      made_at: correction.at,
    })
    .execute();
}

/** Makes the index of one edition equal to `rows`. */
export async function replaceIndex(
  db: Db,
  number: EditionNumber,
  rows: readonly Omit<PublishedArticleTable, 'search' | 'edition_number'>[],
): Promise<void> {
  await db.deleteFrom('published_articles').where('edition_number', '=', number).execute();
  if (rows.length === 0) return;
  await db
    .insertInto('published_articles')
    .values(rows.map((row) => ({ ...row, edition_number: number })))
    .execute();
}

/** Holds the edition until the transaction ends: one correction at a time. */
export const lockEditionState = async (db: Db, number: EditionNumber): Promise<EditionState | undefined> =>
  (
    await db
      .selectFrom('editions')
      .select('state')
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirst()
  )?.state;
