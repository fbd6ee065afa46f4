import type { Db } from '../core/index.ts';

export async function selectShell(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('mail_shells').select('html').where('key', '=', key).executeTakeFirst();
  return row?.html;
}

export async function insertShell(
  db: Db,
  { key, html, at }: { key: string; html: string; at: Date },
): Promise<void> {
  await db
    .insertInto('mail_shells')
    .values({ key, html, made_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
