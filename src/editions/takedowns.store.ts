import { type Actor, type Db, type EditionNumber, signature } from '../core/index.ts';

/** One time that an article was, or is, down. */
export type Takedown = {
  id: number;
  /** The slug that it has in the snapshot. */
  article: string;
  reason: string;
  notice: string | null;
  /** Who took it down, in short. */
  by: string;
  at: Date;
  /** null = it is down now. */
  putBackAt: Date | null;
};

/** Every time that an article of the edition was taken down, in that order. */
export const selectTakedowns = (db: Db, number: EditionNumber): Promise<Takedown[]> =>
  db
    .selectFrom('takedowns')
    .select([
      'id',
      'article',
      'reason',
      'notice',
      'taken_by as by',
      'taken_at as at',
      'put_back_at as putBackAt',
    ])
    .where('edition_number', '=', number)
    .orderBy('id')
    .execute();

/** Slugs of the articles that are down now. */
export const downIn = (takedowns: readonly Takedown[]): string[] =>
  takedowns.filter(({ putBackAt }) => putBackAt === null).map(({ article }) => article);

export async function insertTakedown(
  db: Db,
  number: EditionNumber,
  takedown: Omit<Takedown, 'id' | 'putBackAt' | 'by'> & { by: Actor },
): Promise<void> {
  const { article, reason, notice, by, at } = takedown;
  await db
    .insertInto('takedowns')
    .values({
      edition_number: number,
      article,
      reason,
      notice,
      taken_by: signature(by),
      taken_at: at,
      put_back_by: null,
      put_back_at: null,
    })
    .execute();
}

export async function endTakedown(
  db: Db,
  number: EditionNumber,
  { article, by, at }: { article: string; by: Actor; at: Date },
): Promise<void> {
  await db
    .updateTable('takedowns')
    .set({ put_back_by: signature(by), put_back_at: at })
    .where('edition_number', '=', number)
    .where('article', '=', article)
    .where('put_back_at', 'is', null)
    .execute();
}
