const COMBINING = /\p{M}|\u00ad|\p{Cf}/gu;
const WIDE = /\p{Emoji_Presentation}|\p{sc=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a fixed-width face: marks take none, Han characters and emoji two. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  const plain = text.replace(COMBINING, '');
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}

type Indent = { first?: string; rest?: string; width?: number };

/**
 * Breaks text at spaces so that no line is longer than `width` columns (72: what RFC 5322 readers quote without
 * re-wrapping). A word that is longer stands alone and whole: a broken address would be a broken link.
 */
export function wrap(text: string, { first = '', rest = first, width = 72 }: Indent = {}): string {
  return text
    .split('\n')
    .map((line, index) => wrapLine(line, { first: index === 0 ? first : rest, rest, width }))
    .join('\n');
}

function wrapLine(text: string, { first, rest, width }: Required<Indent>): string {
  const lines: string[] = [];
  let line = first;
  let used = columns(first);
  let empty = true;
  for (const word of text.split(/[ \t]+/)) {
    if (word === '') continue;
    const size = columns(word);
    if (!empty && used + 1 + size > width) {
      lines.push(line);
      line = rest;
      used = columns(rest);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    used += empty ? size : size + 1;
    empty = false;
  }
  return [...lines, line.trimEnd()].join('\n');
}

/** A heading over a line of the same width. */
export function underlined(text: string, rule: '=' | '-'): string {
  const wrapped = wrap(text);
  const longest = Math.max(...wrapped.split('\n').map(columns));
  return `${wrapped}\n${rule.repeat(Math.min(longest, 72))}`;
}
