import type { ArticleId, Db, PersonId } from '../core/index.ts';

/** Whose copy of what; no article: of one that is not there yet. */
export type CopyKey = { person: PersonId; article: ArticleId | null };

export async function upsertWorkingCopy(
  db: Db,
  { person, article }: CopyKey,
  copy: { base: number; fields: Record<string, string>; at: Date },
): Promise<void> {
  const row = { base: copy.base, fields: JSON.stringify(copy.fields), at: copy.at };
  await db
    .insertInto('working_copies')
    .values({ person_id: person, article_id: article, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'article_id']).doUpdateSet(row))
    .execute();
}

const of = (db: Db, { person, article }: CopyKey) =>
  db
    .selectFrom('working_copies')
    .selectAll()
    .where('person_id', '=', person)
    .where('article_id', article === null ? 'is' : '=', article);

export const selectWorkingCopy = (db: Db, key: CopyKey) => of(db, key).executeTakeFirst();

export async function deleteWorkingCopy(db: Db, { person, article }: CopyKey): Promise<void> {
  await db
    .deleteFrom('working_copies')
    .where('person_id', '=', person)
    .where('article_id', article === null ? 'is' : '=', article)
    .execute();
}

/** Who else has unsaved words in the article. */
export const selectOtherWriters = (db: Db, article: ArticleId, person: PersonId) =>
  db
    .selectFrom('working_copies')
    .innerJoin('people', 'people.id', 'working_copies.person_id')
    .select(['people.name', 'people.email', 'working_copies.at'])
    .where('article_id', '=', article)
    .where('person_id', '<>', person)
    .where('people.state', '<>', 'removed')
    .orderBy('working_copies.at', 'desc')
    .execute();
