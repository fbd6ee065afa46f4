import type { Db } from '../src/core/index.ts';
import { isOwnWill, OWN_WILL, type SuppressionReason } from './suppression.ts';

export type Suppression = { readonly reason: SuppressionReason; readonly at: Date };

/** The strongest entry among the hashes of one address: one that its reader cannot end themself comes first. */
export async function findSuppression(db: Db, hashes: readonly string[]): Promise<Suppression | undefined> {
  const rows = await db
    .selectFrom('suppressions')
    .select(['reason', 'at'])
    .where('email_hash', 'in', [...hashes])
    .execute();
  const found = rows.find((row) => !isOwnWill(row.reason)) ?? rows[0];
  return found && { reason: found.reason as SuppressionReason, at: found.at };
}

/** Keeps an earlier entry when that is the stronger one. */
export async function writeSuppressions(
  db: Db,
  entries: readonly { hash: string; reason: SuppressionReason }[],
  at: Date,
): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('suppressions')
    .values(entries.map((entry) => ({ email_hash: entry.hash, reason: entry.reason, at })))
    .onConflict((conflict) =>
      conflict
        .column('email_hash')
        .doUpdateSet((eb) => ({ reason: eb.ref('excluded.reason'), at: eb.ref('excluded.at') }))
        .where(({ or, eb }) =>
          or([
            eb('suppressions.reason', 'in', [...OWN_WILL]),
            eb('excluded.reason', 'not in', [...OWN_WILL]),
          ]),
        ),
    )
    .execute();
}

export async function removeSuppression(db: Db, hashes: readonly string[]): Promise<number> {
  const done = await db
    .deleteFrom('suppressions')
    .where('email_hash', 'in', [...hashes])
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Entries made under secret keys that are not configured any more: nobody can tell whom they stand for. */
export async function countUnreadable(db: Db, keyIds: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom('suppressions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ eb, fn, ref, val }) =>
      eb(fn<string>('split_part', [ref('email_hash'), val(':'), val(1)]), 'not in', [...keyIds]),
    )
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
