import { type Actor, type Clock, DAY_MS, type Database, fault, isFault } from '../src/core/index.ts';
import { importReadersJob, type JobQueue } from '../src/jobs/index.ts';
import type { ImportOptions } from './import.ts';
import type { ImportReport } from './import-report.ts';
import {
  insertPart,
  insertReaderImport,
  moveReaderImport,
  type ReaderImportState,
  removeReaderImports,
  selectReaderImport,
} from './reader-import.store.ts';

/** Larger lists come in by `quarterly subscribers import`: half a million rows. */
export const MOST_IMPORT_OCTETS = 50_000_000;
/** What a process holds of a file at once. */
const PART = 256 * 1024;

/** How the columns of a list are read; said on a page, or by the names of the columns. */
export type ImportTelling = Pick<
  ImportOptions,
  'byIndex' | 'encoding' | 'dates' | 'sections' | 'consentSource' | 'requireConsent'
>;

export type ReaderImport = {
  readonly id: number;
  readonly state: ReaderImportState;
  readonly name: string;
  readonly octets: number;
  readonly telling: ImportTelling;
  readonly report: ImportReport | null;
  readonly rowsDone: number;
  readonly error: string | null;
};

/** Removed with all that belongs to it this long after the last that happened to it: it holds addresses. */
export const importsKeptSince = (now: Date) => new Date(now.getTime() - DAY_MS);

/** @throws Fault `not-found` */
export async function readerImport(db: Database, id: number): Promise<ReaderImport> {
  const row = await selectReaderImport(db, id);
  if (!row)
    throw fault(
      'not-found',
      'This list is no longer here: lists are removed after a day. Bring the file again.',
    );
  const { state, octets, error } = row;
  return {
    id,
    state,
    octets,
    error,
    name: row.file_name,
    telling: row.telling as ImportTelling,
    report: row.report as ImportReport | null,
    rowsDone: row.rows_done,
  };
}

/**
 * Takes a list in as it streams, a part at a time. Returns its number.
 * @throws Fault `invalid` for one that is empty, or larger than `MOST_IMPORT_OCTETS`; of that nothing is kept.
 */
export async function receiveReaderImport(
  { db, clock }: { db: Database; clock: Clock },
  { name, by, chunks }: { name: string; by: Actor; chunks: AsyncIterable<Uint8Array> },
): Promise<number> {
  await removeReaderImports(db, importsKeptSince(clock.now()));
  const id = await insertReaderImport(db, { name: tidyName(name), by, at: clock.now() });
  try {
    const octets = await storeParts(db, { id, kind: 'file', chunks });
    if (octets === 0) throw fault('invalid', 'The file is empty: choose the list, or paste its rows.');
    await moveReaderImport(db, { id, from: ['failed'], to: 'uploaded', octets, at: clock.now() });
    return id;
  } catch (error) {
    await db.deleteFrom('reader_imports').where('id', '=', id).execute();
    throw error;
  }
}

/** Returns how many octets. @throws Fault `invalid` for more than `MOST_IMPORT_OCTETS` */
export async function storeParts(
  db: Database,
  { id, kind, chunks }: { id: number; kind: 'file' | 'refused'; chunks: AsyncIterable<Uint8Array> },
): Promise<number> {
  let [octets, number, waiting, held] = [0, 0, [] as Uint8Array[], 0];
  const store = async () => {
    if (held > 0) await insertPart(db, { id, kind, number, octets: Buffer.concat(waiting) });
    [waiting, held, number] = [[], 0, number + 1];
  };
  for await (const chunk of chunks) {
    octets += chunk.length;
    if (octets > MOST_IMPORT_OCTETS)
      throw fault(
        'invalid',
        'The file is larger than 50 MB: divide it, or bring it in with `quarterly subscribers import`.',
      );
    waiting.push(chunk);
    held += chunk.length;
    if (held >= PART) await store();
  }
  await store();
  return octets;
}

/** A name of a file and nothing else: what stands before a slash is a folder of somebody's. */
function tidyName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 120) || 'list.csv'
  );
}

type Pressing = { id: number; by: Actor };
type PressDeps = { db: Database; clock: Clock; queue: JobQueue };

/** Has a worker find out what each row would do. @throws Fault `conflict` while a worker is at it, and when it is done. */
export const tryReaderImport = (
  deps: PressDeps,
  pressing: Pressing & { telling: ImportTelling },
): Promise<void> => press(deps, { ...pressing, from: ['uploaded', 'tried', 'failed'], to: 'trying' });

/** Has a worker do it. @throws Fault `conflict` unless it was tried first. */
export const startReaderImport = (deps: PressDeps, pressing: Pressing): Promise<void> =>
  press(deps, { ...pressing, from: ['tried'], to: 'importing' });

async function press(
  { db, clock, queue }: PressDeps,
  {
    telling,
    ...move
  }: Pressing & { from: readonly ReaderImportState[]; to: ReaderImportState; telling?: ImportTelling },
): Promise<void> {
  const told = telling === undefined ? {} : { telling: JSON.stringify(telling) };
  if (!(await moveReaderImport(db, { ...move, ...told, at: clock.now() })))
    throw fault('conflict', 'That cannot be done with this list now: look at its page again.');
  await queue.enqueue(importReadersJob, { importId: move.id }, { key: `import-${move.id}` });
}

/** What a list cannot be read for, in words; any other failure is tried again. */
export const isAboutTheList = (error: unknown): error is Error => isFault(error) && error.code === 'invalid';
