import type { Db } from '../src/core/index.ts';

export async function hasEditions(db: Db): Promise<boolean> {
  return (await db.selectFrom('editions').select('number').limit(1).executeTakeFirst()) !== undefined;
}
