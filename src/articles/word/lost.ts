import { diffArrays } from 'diff';
import { decodeHtmlOnce } from '../feed/references.ts';
import type { LeftOut } from './left-out.ts';
import { RefusedFile } from './refusal.ts';

/** On a busy machine, for the longest story. */
const LONGEST_MS = 10_000;
const INLINE = /<\/?(?:a|b|code|del|em|i|s|strong|sub|sup)(?=[\s>])[^>]*>/g;

/** Words and numbers, whatever is between them; invisible characters part none. */
const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/**
 * What is in the accepted text and not, in its order, in the story as it will be printed: no rule above this one has to be right for every
 * word to be accounted for.
 */
export function lostWords(text: string, html: string): LeftOut[] {
  const printed = decodeHtmlOnce(html.replace(INLINE, '').replace(/<[^>]*>/g, ' '));
  const changes = diffArrays(wordsOf(text), wordsOf(printed), { timeout: LONGEST_MS });
  if (!changes) throw new RefusedFile('tooTangled');
  return changes
    .filter(({ removed }) => removed)
    .map(({ value }) => ({ kind: 'words', words: value.join(' ') }));
}
