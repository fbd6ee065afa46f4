import { packageFolder } from '../core/index.ts';

const LONGEST = 4_000;
const FRAME = /^\s+at /;

/**
 * Where in the program an error came from, and what caused it, for engineers: files and lines alone. The messages stay out, since they
 * may quote a reader's address and stand in the reason anyway. At most 4,000 characters; `undefined` for what is no error.
 */
export function stackOf(error: unknown): string | undefined {
  const parts: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const frames = (at.stack ?? '').split('\n').filter((line) => FRAME.test(line));
    parts.push([depth === 0 ? at.name : `caused by ${at.name}`, ...frames].join('\n'));
  }
  if (parts.length === 0) return undefined;
  return parts
    .join('\n')
    .replaceAll(`file://${packageFolder}`, '')
    .replaceAll(packageFolder, '')
    .slice(0, LONGEST);
}
