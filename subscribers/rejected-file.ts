import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { fault, sentenceOf } from '../src/core/index.ts';
import type { CsvRow } from './csv.ts';
import { csvLine } from './csv-cells.ts';

const OURS = ['reason', 'line'];

export type RejectedFile = {
  readonly path: string;
  add(row: CsvRow, why: { names: readonly string[]; reason: string }): Promise<void>;
  /** What an earlier import left: those rows are not rejected any more. */
  remove(): Promise<void>;
  close(): Promise<void>;
};

/**
 * `readers.csv` → `readers.rejected.csv`: the bad rows with all their columns, the reason and the line, ready to be put
 * right and imported itself. Readable by its owner only: it holds addresses.
 */
export function rejectedFile(file: string): RejectedFile {
  const path = `${file.replace(/\.csv$/i, '')}.rejected.csv`;
  let stream: WriteStream | undefined;
  return {
    path,
    async add(row, { names, reason }) {
      const kept = names.flatMap((name, index) => (OURS.includes(name.toLowerCase()) ? [] : [index]));
      if (!stream) {
        stream = await openForOwner(path);
        stream.write(csvLine([...kept.map((index) => names[index] ?? ''), ...OURS]));
      }
      const line = csvLine([...kept.map((index) => row.fields[index] ?? ''), reason, row.line]);
      if (!stream.write(line)) await once(stream, 'drain');
    },
    remove: () => rm(path, { force: true }),
    async close() {
      if (!stream) return;
      stream.end();
      await finished(stream);
    },
  };
}

/** @throws Fault `unavailable` where the folder cannot be written to. */
async function openForOwner(path: string): Promise<WriteStream> {
  const stream = createWriteStream(path, { mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch (error) {
    throw fault(
      'unavailable',
      `${path}, for the rows that are rejected, cannot be written: ${sentenceOf(error)}`,
    );
  }
  return stream;
}
