import { sql } from 'kysely';
import type { Actor, Db } from '../src/core/index.ts';
import type { RowOutcome } from './import.ts';

export type ReaderImportState = 'uploaded' | 'trying' | 'tried' | 'importing' | 'done' | 'failed';
export type PartKind = 'file' | 'refused';

export async function insertReaderImport(db: Db, of: { name: string; by: Actor; at: Date }): Promise<number> {
  const { id } = await db
    .insertInto('reader_imports')
    .values({
      // Until the last of it is there.
      state: 'failed',
      file_name: of.name,
      octets: 0,
      actor: JSON.stringify(of.by),
      created_at: of.at,
      changed_at: of.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function insertPart(
  db: Db,
  part: { id: number; kind: PartKind; number: number; octets: Buffer },
): Promise<void> {
  const { id, ...values } = part;
  await db
    .insertInto('reader_import_parts')
    .values({ import_id: id, ...values })
    .execute();
}

export async function selectPart(
  db: Db,
  part: { id: number; kind: PartKind; number: number },
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('reader_import_parts')
    .select('octets')
    .where('import_id', '=', part.id)
    .where('kind', '=', part.kind)
    .where('number', '=', part.number)
    .executeTakeFirst();
  return row?.octets;
}

/** All of a file, a part at a time. */
export async function* importParts(db: Db, id: number, kind: PartKind): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const part = await selectPart(db, { id, kind, number });
    if (!part) return;
    yield part;
  }
}

export const selectReaderImport = (db: Db, id: number) =>
  db.selectFrom('reader_imports').selectAll().where('id', '=', id).executeTakeFirst();

type Move = {
  id: number;
  from: readonly ReaderImportState[];
  to: ReaderImportState;
  at: Date;
  octets?: number;
  telling?: string;
  by?: Actor;
  report?: string;
  error?: string;
};

/** Returns whether it was in one of those states. */
export async function moveReaderImport(db: Db, move: Move): Promise<boolean> {
  const { id, from, to, at, by, octets, telling, report, error = null } = move;
  const done = await db
    .updateTable('reader_imports')
    .set({
      state: to,
      changed_at: at,
      leased_until: null,
      error,
      ...(octets === undefined ? {} : { octets }),
      ...(telling === undefined ? {} : { telling }),
      ...(report === undefined ? {} : { report }),
      ...(by === undefined ? {} : { actor: JSON.stringify(by) }),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Takes what waits for a worker, unless another has it. */
export const leaseReaderImport = (db: Db, id: number, { now, until }: { now: Date; until: Date }) =>
  db
    .updateTable('reader_imports')
    .set({ leased_until: until, rows_done: 0, changed_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['trying', 'importing'])
    .where(({ or, eb }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();

export async function releaseReaderImport(db: Db, id: number): Promise<void> {
  await db.updateTable('reader_imports').set({ leased_until: null }).where('id', '=', id).execute();
}

export async function removeOutcomes(db: Db, id: number): Promise<void> {
  await db.deleteFrom('reader_import_rows').where('import_id', '=', id).execute();
  await db
    .deleteFrom('reader_import_parts')
    .where('import_id', '=', id)
    .where('kind', '=', 'refused')
    .execute();
}

export async function removeFile(db: Db, id: number): Promise<void> {
  await db.deleteFrom('reader_import_parts').where('import_id', '=', id).where('kind', '=', 'file').execute();
}

/** Keeps what became of rows, says how far it is, and holds the lease. */
export async function insertOutcomes(
  db: Db,
  id: number,
  { rows, now, until }: { rows: readonly RowOutcome[]; now: Date; until: Date },
): Promise<void> {
  await sql`
    INSERT INTO reader_import_rows (import_id, line, address, outcome, reason)
    SELECT ${id}::integer, * FROM unnest(${rows.map((row) => row.line)}::integer[], ${rows.map((row) => row.address)}::text[],
      ${rows.map((row) => row.outcome)}::text[], ${rows.map((row) => row.reason)}::text[])
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`UPDATE reader_imports SET rows_done = rows_done + ${rows.length}, leased_until = ${until}, changed_at = ${now}
    WHERE id = ${id}`.execute(db);
}

export type OutcomeRow = Pick<RowOutcome, 'line' | 'address' | 'reason'> & { outcome: RowOutcome['outcome'] };

/** In the order of the file, behind a line. */
export async function selectOutcomes(
  db: Db,
  id: number,
  { outcome, after, limit }: { outcome?: string | undefined; after: number; limit: number },
): Promise<OutcomeRow[]> {
  let rows = db
    .selectFrom('reader_import_rows')
    .select(['line', 'address', 'outcome', 'reason'])
    .where('import_id', '=', id)
    .where('line', '>', after)
    .orderBy('line')
    .limit(limit);
  if (outcome !== undefined) rows = rows.where('outcome', '=', outcome);
  return (await rows.execute()) as OutcomeRow[];
}

/** What waits for a worker, and nobody has. */
export async function waitingReaderImports(db: Db, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM reader_imports
    WHERE state IN ('trying', 'importing') AND (leased_until IS NULL OR leased_until <= ${now})`.execute(db);
  return rows.map(({ id }) => id);
}

/** The newest, without their rows. */
export const selectReaderImports = (db: Db, limit: number) =>
  db
    .selectFrom('reader_imports')
    .select(['id', 'state', 'file_name', 'created_at', 'actor'])
    .where('octets', '>', 0)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export async function removeReaderImports(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('reader_imports').where('changed_at', '<', before).execute();
}

/** Discards the lists that are known to hold one of these addresses. */
export async function discardImportsOf(db: Db, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  await sql`DELETE FROM reader_imports WHERE id IN (
    SELECT import_id FROM reader_import_rows WHERE address = ANY(${addresses.map((one) => one.toLowerCase())}))`.execute(
    db,
  );
}
