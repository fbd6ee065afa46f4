import { type Database, fault, isFault } from '../src/core/index.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { cellText } from './csv-cells.ts';
import { readLayout } from './import-columns.ts';
import { type Field, separatorFor } from './import-names.ts';
import { selectPart } from './reader-import.store.ts';

/** A column of a list, what it is taken for, and what stands in its first rows. */
export type ImportColumn = {
  readonly name: string;
  readonly field: Field | null;
  readonly samples: readonly string[];
};

const MOST_COLUMNS = 200;
const SAMPLES = 3;
const SHOWN = 60;

/**
 * The columns of a list by the beginning of its file.
 * @throws Fault `invalid` for a file that has none, or so many that it is no list.
 */
export async function previewImport(
  db: Database,
  id: number,
  encoding?: string | undefined,
): Promise<ImportColumn[]> {
  const head = await selectPart(db, { id, kind: 'file', number: 0 });
  const [first, ...rows] = await firstRows(head ?? Buffer.alloc(0), encoding);
  if (!first) throw fault('invalid', 'The file is empty: its first line must name the columns.');
  if (first.fields.length > MOST_COLUMNS)
    throw fault(
      'invalid',
      `The first line names more than ${MOST_COLUMNS} columns: this is not a list of readers.`,
    );
  const guessed = guess(first.fields);
  return first.fields.map((name, index) => ({
    name: shown(name),
    field: guessed.get(index) ?? null,
    samples: rows.map(({ fields }) => shown(cellText(fields[index] ?? ''))).filter((cell) => cell !== ''),
  }));
}

const shown = (cell: string) =>
  cell
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, SHOWN);

async function firstRows(head: Buffer, encoding: string | undefined): Promise<CsvRow[]> {
  const found: CsvRow[] = [];
  const form = { encoding, separatorOf: (line: string) => separatorFor(line) };
  for await (const rows of readCsv(only(head), form)) found.push(...rows.slice(0, SAMPLES + 1));
  return found.slice(0, SAMPLES + 1);
}

async function* only(head: Buffer): AsyncGenerator<Uint8Array> {
  yield head;
}

/** What each column is called tells what it is; where two are called alike, a person says which counts. */
function guess(names: readonly string[]): Map<number, Field> {
  try {
    const { at, states } = readLayout(names);
    return new Map<number, Field>([
      ...[...at].map(([field, index]) => [index, field] as const),
      ...states.map(({ index }) => [index, 'state'] as const),
    ]);
  } catch (error) {
    if (!isFault(error)) throw error;
    return new Map();
  }
}
