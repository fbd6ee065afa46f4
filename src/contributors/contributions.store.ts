import { type Selectable, sql } from 'kysely';
import type {
  ArticleId,
  ContentHash,
  ContributionTable,
  Db,
  EditionNumber,
  EmailAddress,
} from '../core/index.ts';

export type ContributionRow = Selectable<ContributionTable>;

type New = {
  email: EmailAddress;
  emailKey: string;
  name: string;
  language: string | null;
  fields: Record<string, string>;
  link: { salt: string; hash: string };
  at: Date;
};

export async function insertContribution(
  db: Db,
  { email, emailKey, name, language, fields, link, at }: New,
): Promise<number> {
  const { id } = await db
    .insertInto('contributions')
    .values({
      salt: link.salt,
      token_hash: link.hash,
      email,
      email_key: emailKey,
      name,
      language,
      fields: JSON.stringify(fields),
      article_id: null,
      created_at: at,
      changed_at: at,
      sent_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const selectContributionByHash = (db: Db, hash: string): Promise<ContributionRow | undefined> =>
  db.selectFrom('contributions').selectAll().where('token_hash', '=', hash).executeTakeFirst();

export const selectContribution = (db: Db, id: number): Promise<ContributionRow | undefined> =>
  db.selectFrom('contributions').selectAll().where('id', '=', id).executeTakeFirst();

export const lockContribution = (db: Db, id: number): Promise<ContributionRow | undefined> =>
  db.selectFrom('contributions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Drafts of one mailbox. */
export async function countDrafts(db: Db, emailKey: string): Promise<number> {
  const { count } = await db
    .selectFrom('contributions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('email_key', '=', emailKey)
    .where('article_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Beside what was answered before. False: it has been sent, so it is no draft any more. */
export async function mergeFields(
  db: Db,
  id: number,
  { fields, at }: { fields: Readonly<Record<string, string>>; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('contributions')
    .set({ fields: sql`fields || ${JSON.stringify(fields)}::jsonb`, changed_at: at })
    .where('id', '=', id)
    .where('article_id', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function updateWriter(
  db: Db,
  id: number,
  { at, emailKey, ...writer }: Pick<New, 'email' | 'emailKey' | 'name' | 'language' | 'at'>,
): Promise<void> {
  await db
    .updateTable('contributions')
    .set({ ...writer, email_key: emailKey, changed_at: at })
    .where('id', '=', id)
    .where('article_id', 'is', null)
    .execute();
}

export async function markStorySent(db: Db, id: number, article: ArticleId, at: Date): Promise<void> {
  await db
    .updateTable('contributions')
    .set({ article_id: article, sent_at: at, changed_at: at })
    .where('id', '=', id)
    .execute();
}

const withArticle = (db: Db) =>
  db
    .selectFrom('contributions')
    .innerJoin('articles', 'articles.id', 'contributions.article_id')
    .select([
      'contributions.id',
      'contributions.email',
      'articles.id as article',
      'articles.headline',
      'articles.slug',
    ]);

/** Who sent an article in, if somebody without an account did. */
export const selectContributionOf = (db: Db, article: ArticleId) =>
  withArticle(db).where('articles.id', '=', article).executeTakeFirst();

/** Who sent in the articles of an edition. */
export const selectContributionsIn = (db: Db, edition: EditionNumber) =>
  withArticle(db).where('articles.edition_number', '=', edition).orderBy('articles.id').execute();

/** What goes with a contributor: the story that they sent, and the pictures of what they did not. */
export type ForgottenContribution = { id: number; article: ArticleId | null; pictures: ContentHash[] };

const gone = [
  'id',
  'article_id as article',
  sql<
    ContentHash[]
  >`array(select value from jsonb_each_text(fields) where key ~ '^picture[0-9]?$' and value <> '')`.as(
    'pictures',
  ),
] as const;

/** Removes drafts that nobody has touched since, and of stories that were declined or withdrawn who sent them, with their link. */
export const deleteStaleContributions = (tx: Db, before: Date): Promise<ForgottenContribution[]> =>
  tx
    .deleteFrom('contributions')
    .where('changed_at', '<', before)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('article_id', 'is', null),
        exists(
          selectFrom('articles')
            .select('articles.id')
            .whereRef('articles.id', '=', 'contributions.article_id')
            .where('articles.state', 'in', ['declined', 'withdrawn'])
            .where('articles.updated_at', '<', before),
        ),
      ]),
    )
    .returning(gone)
    .execute();

/** Removes all of these addresses. */
export const deleteContributionsOf = async (
  tx: Db,
  addresses: readonly string[],
): Promise<ForgottenContribution[]> =>
  addresses.length === 0
    ? []
    : tx
        .deleteFrom('contributions')
        .where(
          ({ fn, ref }) => fn<string>('lower', [ref('email')]),
          'in',
          addresses.map((one) => one.toLowerCase()),
        )
        .returning(gone)
        .execute();
