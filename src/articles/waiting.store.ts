import type { Db } from '../core/index.ts';

/** How many articles nobody has judged yet, and since when the oldest of them waits; `undefined` when none does. */
export async function articlesToJudge(db: Db): Promise<{ count: number; since: Date } | undefined> {
  const row = await db
    .selectFrom('articles')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('created_at').as('since')])
    .where('state', '=', 'submitted')
    .executeTakeFirst();
  return row && Number(row.count) > 0 ? { count: Number(row.count), since: row.since } : undefined;
}
