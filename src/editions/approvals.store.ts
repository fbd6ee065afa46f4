import { type Selectable, sql } from 'kysely';
import type { Actor, ApprovalTable, ContentHash, Db, EditionNumber } from '../core/index.ts';

export type Approval = Selectable<ApprovalTable>;

type NewApproval = {
  edition: EditionNumber;
  hash: ContentHash;
  snapshot: ContentHash;
  by: Actor;
  at: Date;
  words: string | null;
  alone: string | null;
  link: number | null;
};

export async function insertApproval(db: Db, approval: NewApproval): Promise<void> {
  const { edition, hash, snapshot, by, at, words, alone, link } = approval;
  await db
    .insertInto('approvals')
    .values({
      edition_number: edition,
      hash,
      snapshot_hash: snapshot,
      actor: JSON.stringify(by),
      at,
      words,
      alone_reason: alone,
      link_id: link,
    })
    .execute();
}

/** The latest first. */
export const selectApprovals = (db: Db, number: EditionNumber): Promise<Approval[]> =>
  db.selectFrom('approvals').selectAll().where('edition_number', '=', number).orderBy('id', 'desc').execute();

export type LookedAt = Approval & { looked_by: Actor | null; looked_at: Date | null };

const withLooks = (db: Db) =>
  db
    .selectFrom('approvals')
    .leftJoin('second_looks', 'second_looks.approval_id', 'approvals.id')
    .selectAll('approvals')
    .select(['second_looks.actor as looked_by', 'second_looks.at as looked_at']);

/** Approvals with who looked at them afterwards, the latest first. */
export const selectLookedAt = (
  db: Db,
  { edition, waiting }: { edition?: EditionNumber; waiting?: boolean },
): Promise<LookedAt[]> =>
  withLooks(db)
    .$if(edition !== undefined, (query) => query.where('edition_number', '=', edition as EditionNumber))
    .$if(waiting === true, (query) =>
      query.where('alone_reason', 'is not', null).where('second_looks.at', 'is', null),
    )
    .orderBy('approvals.id', 'desc')
    .execute();

/** False when somebody has looked at it before. */
export async function insertLook(
  db: Db,
  { approval, by, at }: { approval: number; by: Actor; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('second_looks')
    .values({ approval_id: approval, actor: JSON.stringify(by), at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * Who changed the content of an edition last, by the record: with an import, at its page of the desk, by collecting articles, by writing one
 * that is in it, or by a decision on one that is, or was. What the flow does by itself is nobody's change.
 */
export async function selectLastEditor(db: Db, number: EditionNumber): Promise<Actor | undefined> {
  const { rows } = await sql<{ actor: Actor }>`
    SELECT actor FROM acts
    WHERE actor->>'kind' <> 'flow'
      AND (subject_type = 'edition' AND subject = ${number} AND (act IN ('edition.imported', 'edition.planned', 'edition.changed', 'edition.sections-changed', 'edition.articles-ordered')
          OR (act = 'edition.assembled' AND (params->'collected' <> '[]'::jsonb OR params->'released' <> '[]'::jsonb)))
        OR subject_type = 'article' AND act <> 'article.noted'
          AND ((params->>'left')::integer = ${number} OR subject IN (SELECT id FROM articles WHERE edition_number = ${number})))
    ORDER BY id DESC LIMIT 1`.execute(db);
  return rows[0]?.actor;
}

/** Since the edition was opened again last, its approval was found to count for nothing. */
export async function isKnownVoid(db: Db, number: EditionNumber): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM acts WHERE subject_type = 'edition' AND subject = ${number} AND act = 'edition.approval-void'
      AND id > (SELECT max(id) FROM acts WHERE subject_type = 'edition' AND subject = ${number} AND act = 'edition.reopened')`.execute(
    db,
  );
  return rows.length > 0;
}

export async function insertReopening(
  db: Db,
  { edition, by, at, reason }: { edition: EditionNumber; by: Actor; at: Date; reason: string },
): Promise<void> {
  await db
    .insertInto('reopenings')
    .values({ edition_number: edition, actor: JSON.stringify(by), at, reason })
    .execute();
}

/** Why the edition was opened again last. */
export const selectReopening = (db: Db, number: EditionNumber) =>
  db
    .selectFrom('reopenings')
    .select(['actor', 'at', 'reason'])
    .where('edition_number', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst();

/** Every time that it was opened again, the latest first. */
export const selectReopenings = (db: Db, number: EditionNumber) =>
  db
    .selectFrom('reopenings')
    .select(['actor', 'at', 'reason'])
    .where('edition_number', '=', number)
    .orderBy('id', 'desc')
    .execute();

/** Mails of the edition are planned, so it can no longer be changed. */
export const isPlanned = async (db: Db, number: EditionNumber): Promise<boolean> =>
  (await db
    .selectFrom('plans')
    .select('edition_number')
    .where('edition_number', '=', number)
    .executeTakeFirst()) !== undefined;
