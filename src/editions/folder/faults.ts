/** One thing wrong in an edition folder, as an editor finds it: file, line, field, and what to do. */
export type FolderFault = { file: string; line?: number; field?: string; sentence: string };

/** `02-bus.md:4 summary: is empty.` */
export function describeFault({ file, line, field, sentence }: FolderFault): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field ? `${place} ${field}: ${sentence}` : `${place}: ${sentence}`;
}

export const inReadingOrder = (faults: readonly FolderFault[]): FolderFault[] =>
  [...faults].sort((a, b) => compare(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));

export const compare = (a: string, b: string) => Number(a > b) - Number(a < b);
