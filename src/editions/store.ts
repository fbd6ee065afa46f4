import { type Insertable, type Selectable, sql } from 'kysely';
import {
  type ContentHash,
  canonicalJson,
  type Db,
  type EditionNumber,
  type EditionState,
  type EditionTable,
  type SectionSlug,
} from '../core/index.ts';
import type { FrozenSnapshot, Snapshot } from './snapshot.ts';

export type EditionRow = Selectable<EditionTable>;

export const selectEdition = (db: Db, number: EditionNumber): Promise<EditionRow | undefined> =>
  db.selectFrom('editions').selectAll().where('number', '=', number).executeTakeFirst();

/** The row stays ours until the transaction ends: one at a time imports, assembles, approves. */
export const lockEdition = (db: Db, number: EditionNumber): Promise<EditionRow | undefined> =>
  db.selectFrom('editions').selectAll().where('number', '=', number).forUpdate().executeTakeFirst();

export const selectEditions = (db: Db) =>
  db
    .selectFrom('editions')
    .leftJoin('snapshots', 'snapshots.edition_number', 'editions.number')
    .selectAll('editions')
    .select('snapshots.hash as snapshot_hash')
    .orderBy('number', 'desc')
    .execute();

/** The lowest number among the editions in these states. */
export const selectFirstEdition = (
  db: Db,
  { states, except }: { states: readonly EditionState[]; except: readonly EditionNumber[] },
): Promise<EditionRow | undefined> =>
  db
    .selectFrom('editions')
    .selectAll()
    .where('state', 'in', states)
    .$if(except.length > 0, (editions) => editions.where('number', 'not in', except))
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();

/** Inserts the edition unless its number is taken; true when it was free. */
export async function insertEdition(db: Db, row: Insertable<EditionTable>): Promise<boolean> {
  const result = await db
    .insertInto('editions')
    .values(row)
    .onConflict((conflict) => conflict.column('number').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateEdition(
  db: Db,
  number: EditionNumber,
  change: Partial<Insertable<EditionTable>>,
): Promise<void> {
  await db.updateTable('editions').set(change).where('number', '=', number).execute();
}

/** The highest number of an edition that names each section. */
export async function latestEditionOf(db: Db, slug: SectionSlug): Promise<number | undefined> {
  const row = await db
    .selectFrom('editions')
    .select('number')
    .where(sql<boolean>`sections @> ${JSON.stringify([{ slug }])}::jsonb`)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}

export async function insertSnapshot(db: Db, { hash, snapshot }: FrozenSnapshot, at: Date): Promise<void> {
  const content = canonicalJson(snapshot);
  await db
    .insertInto('edition_snapshots')
    .values({ edition_number: snapshot.number, hash, content, created_at: at })
    .execute();
}

export async function selectSnapshot(db: Db, number: EditionNumber): Promise<FrozenSnapshot | undefined> {
  const row = await db
    .selectFrom('snapshots')
    .select(['hash', 'content'])
    .where('edition_number', '=', number)
    .executeTakeFirst();
  return row && frozenOf(row);
}

/** Every content that the edition was ever approved with, the latest first. */
export async function selectSnapshotHistory(db: Db, number: EditionNumber): Promise<FrozenSnapshot[]> {
  const rows = await db
    .selectFrom('edition_snapshots')
    .select(['hash', 'content'])
    .where('edition_number', '=', number)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(frozenOf);
}

const frozenOf = ({ hash, content }: { hash: ContentHash; content: string }): FrozenSnapshot => ({
  hash,
  snapshot: JSON.parse(content) as Snapshot,
});
