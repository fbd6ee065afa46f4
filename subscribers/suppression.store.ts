import type { Db } from '../src/core/index.ts';
import { isOwnWill, type SuppressionReason } from './suppression.ts';

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
export async function writeSuppression(
  db: Db,
  entry: { hash: string; reason: SuppressionReason; at: Date },
): Promise<void> {
  await db
    .insertInto('suppressions')
    .values({ email_hash: entry.hash, reason: entry.reason, at: entry.at })
    .onConflict((conflict) =>
      conflict
        .column('email_hash')
        .doUpdateSet({ reason: entry.reason, at: entry.at })
        .where(({ ref, val, or, eb }) =>
          or([
            eb(ref('suppressions.reason'), 'in', ['left', 'erased']),
            eb(val(isOwnWill(entry.reason)), '=', false),
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
