import { sql } from 'kysely';
import { type ArticleId, type ContentHash, type Db, picturesOf } from '../core/index.ts';

/** What came by the form and nobody took: it is its contributor's. */
const NOT_TAKEN = ['draft', 'submitted', 'declined', 'withdrawn'] as const;

/** Stories from the form that were declined or withdrawn, and that nobody has touched since; not those that a contributor still has the link of. */
export async function selectForgottenStories(db: Db, before: Date): Promise<ArticleId[]> {
  const rows = await db
    .selectFrom('articles')
    .select('id')
    .where('source', '=', 'form')
    .where('state', 'in', ['declined', 'withdrawn'])
    .where('updated_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('contributions').select('id').whereRef('contributions.article_id', '=', 'articles.id'),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** Which of these stories nobody has taken; locked until the transaction ends, so that nobody takes them meanwhile. */
export async function lockNotTaken(tx: Db, ids: readonly ArticleId[]): Promise<ArticleId[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('articles')
    .select('id')
    .where('id', 'in', ids)
    .where('source', '=', 'form')
    .where('state', 'in', NOT_TAKEN)
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** The pictures of all versions of these. */
export async function selectPicturesOf(db: Db, ids: readonly ArticleId[]): Promise<ContentHash[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('article_versions')
    .select('content')
    .where('article_id', 'in', ids)
    .execute();
  return [...new Set(rows.flatMap(({ content }) => picturesOf(content)).map(({ hash }) => hash))];
}

/** Removes stories whole, with versions, notes and what was typed of them. The database refuses it of any that was taken. */
export async function deleteStories(tx: Db, ids: readonly ArticleId[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`SELECT set_config('quarterly.forgetting', 'stories', true)`.execute(tx);
  await tx.deleteFrom('working_copies').where('article_id', 'in', ids).execute();
  await tx.deleteFrom('article_notes').where('article_id', 'in', ids).execute();
  await tx.deleteFrom('article_proposals').where('article_id', 'in', ids).execute();
  await tx.deleteFrom('article_versions').where('article_id', 'in', ids).execute();
  await tx.deleteFrom('articles').where('id', 'in', ids).execute();
  await sql`SELECT set_config('quarterly.forgetting', '', true)`.execute(tx);
}

/** What was proposed of these and not taken. */
export async function deleteOpenProposals(tx: Db, ids: readonly ArticleId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .deleteFrom('article_proposals')
    .where('article_id', 'in', ids)
    .where(({ or, eb }) => or([eb('taken', 'is', null), eb('taken', '=', false)]))
    .execute();
}

/** The fields of a form that name a picture. */
const SLOT = '^picture[0-9]?$';
const oneOf = sql`jsonb_build_array(jsonb_build_object('hash', i.hash))`;

/** Removes pictures that nothing shows, has shown, or may still show. */
export async function deleteUnshownPictures(tx: Db, hashes: readonly ContentHash[]): Promise<void> {
  if (hashes.length === 0) return;
  await sql`
    DELETE FROM images i WHERE i.hash = ANY(${hashes}::text[])
      AND NOT EXISTS (SELECT FROM articles WHERE image->>'hash' = i.hash OR pictures @> ${oneOf})
      AND NOT EXISTS (SELECT FROM article_versions
        WHERE content->'image'->>'hash' = i.hash OR content->'pictures' @> ${oneOf})
      AND NOT EXISTS (SELECT FROM working_copies, jsonb_each_text(fields) f WHERE f.key ~ ${SLOT} AND f.value = i.hash)
      AND NOT EXISTS (SELECT FROM contributions, jsonb_each_text(fields) f WHERE f.key ~ ${SLOT} AND f.value = i.hash)
      AND NOT EXISTS (SELECT FROM snapshots WHERE position(i.hash IN content) > 0)
      AND NOT EXISTS (SELECT FROM edition_snapshots WHERE position(i.hash IN content) > 0)`.execute(tx);
}
