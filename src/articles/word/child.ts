/**
 * A process that reads one Word file and ends. The file comes from a stranger: whatever it does to those that read it, it does here,
 * without a database, without secrets, and within limits of memory and time. It is the standard input, as a file.
 */
import { readFileSync } from 'node:fs';
import type { WordAnswer } from './question.ts';
import { readWordFile } from './read-word.ts';
import { RefusedFile } from './refusal.ts';

const answer: WordAnswer = await readWordFile(readFileSync(0)).catch((error: unknown) => {
  if (error instanceof RefusedFile) return { refused: error.why };
  // Nested too deep for the stack, or odd in a way that nobody foresaw.
  return { refused: error instanceof RangeError ? 'tooTangled' : 'damaged' };
});
process.send?.(answer, () => process.exit(0));
