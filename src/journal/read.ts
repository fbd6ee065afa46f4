import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { decodeLine, type JournalLine } from './line.ts';

/** The lines of a journal from an octet on that begins one; ends at the first that is torn. */
export async function* readJournal(path: string, from = 0): AsyncGenerator<JournalLine> {
  const lines = createInterface({ input: createReadStream(path, { start: from }), crlfDelay: 0 });
  for await (const text of lines) {
    const line = decodeLine(text);
    if (line === undefined) return;
    yield line;
  }
}

/** What a journal says of itself; `undefined` for a file that is none. */
export async function headOf(path: string): Promise<Extract<JournalLine, { t: 'head' }> | undefined> {
  try {
    for await (const line of readJournal(path)) return line.t === 'head' ? line : undefined;
  } catch {}
  return undefined;
}
