import type { LeftOutKind } from '../../core/index.ts';

/** `words`: those that Word shows there, or what it is called. */
export type LeftOut = { kind: LeftOutKind; words: string };

/** Of a chart or an object there may be no words; of the others nothing is left out then. */
const WORDLESS: readonly LeftOutKind[] = ['object', 'chart', 'document', 'picture', 'field'];

/** Adds to the list what says something. */
export function leaveOut(left: LeftOut[], kind: LeftOutKind, text: string): void {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words !== '' || WORDLESS.includes(kind)) left.push({ kind, words });
}
