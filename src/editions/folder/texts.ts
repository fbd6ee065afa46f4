import { join } from 'node:path';
import { readBody } from '../../articles/index.ts';
import type { FolderFault } from './faults.ts';
import { type Listing, readRegular } from './files.ts';
import { readText, TEXT_MAX_OCTETS } from './text.ts';

export type ReadText = { text: string; faults: FolderFault[]; notes?: FolderFault[] };

/** A body's faults, and what is lost or most likely meant otherwise, by the lines of its file. */
export function bodyRemarks(file: string, body: string, firstLine: number) {
  const { faults, losses, advice } = readBody(body);
  const placed = ({ line, sentence }: { line: number; sentence: string }): FolderFault => ({
    file,
    line: firstLine + line - 1,
    sentence,
  });
  return { faults: faults.map(placed), notes: [...losses, ...advice].map(placed) };
}

export async function readFolderText({ root }: Pick<Listing, 'root'>, file: string): Promise<ReadText> {
  const found = await readRegular(root, join(root, file), TEXT_MAX_OCTETS);
  return 'bytes' in found
    ? readText(file, found.bytes)
    : { text: '', faults: [{ file, sentence: found.sentence }] };
}

/** A text that is Markdown and nothing else. */
export async function readDocument(listing: Pick<Listing, 'root'>, file: string): Promise<ReadText> {
  const { text, faults } = await readFolderText(listing, file);
  const remarks = bodyRemarks(file, text, 1);
  return { text: text.trim(), faults: [...faults, ...remarks.faults], notes: remarks.notes };
}

export const NO_FRONT_MATTER =
  'has no front matter: start the file with a line "---", then headline and section, then a line "---".';
