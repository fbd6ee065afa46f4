import type { Db } from '../core/index.ts';
import type { RetiredDomain } from '../rendering/index.ts';

/** Returns what stood there before; `undefined` for nothing. */
export async function upsertRetiredDomain(
  tx: Db,
  { domain, successor }: RetiredDomain,
  at: Date,
): Promise<RetiredDomain | undefined> {
  const before = await tx
    .selectFrom('retired_domains')
    .select(['domain', 'successor'])
    .where('domain', '=', domain)
    .forUpdate()
    .executeTakeFirst();
  await tx
    .insertInto('retired_domains')
    .values({ domain, successor, added_at: at })
    .onConflict((conflict) => conflict.column('domain').doUpdateSet({ successor }))
    .execute();
  return before;
}

export async function deleteRetiredDomain(tx: Db, domain: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('retired_domains')
    .where('domain', '=', domain)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
