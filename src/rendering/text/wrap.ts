const COMBINING = /\p{M}|\u00ad|\p{Cf}/gu;
/** Unicode UAX #11: Wide and Fullwidth; half-width Katakana is neither. */
const WIDE =
  /\p{Emoji_Presentation}|\p{sc=Han}|\p{sc=Hiragana}|(?![\uff65-\uff9f])\p{sc=Katakana}|\p{sc=Hangul}|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/gu;
const ASCII = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a fixed-width face: marks take none, Han characters and emoji two. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length;
  const plain = text.replace(COMBINING, '');
  return [...plain].length + (plain.match(WIDE)?.length ?? 0);
}

type Indent = { first?: string; rest?: string; width?: number };

/**
 * Breaks text so that no line is longer than `width` columns (72: what RFC 5322 readers quote without re-wrapping): at
 * spaces, and between the words of scripts that set none. A word that is longer stands alone and whole: a broken address
 * would be a broken link.
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
  for (const { word, spaced } of words(text)) {
    const size = columns(word);
    const gap = empty || !spaced ? '' : ' ';
    if (!empty && used + gap.length + size > width) {
      lines.push(line);
      line = rest + word;
      used = columns(rest) + size;
    } else {
      line += gap + word;
      used += gap.length + size;
    }
    empty = false;
  }
  return [...lines, line.trimEnd()].join('\n');
}

/** Scripts that set no spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** No line of Han or Kana starts with the one or ends with the other (JIS X 4051, kinsoku). */
const NEVER_FIRST =
  /^[\p{Pe}\p{Pf}\p{M}、。，．・：；？！ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰!?,.:;'"”’)…]/u;
const NEVER_LAST = /[\p{Ps}\p{Pi}（“‘(]$/u;

type Word = { word: string; spaced: boolean };

/** What must not be broken, and whether a space stands before it. */
function words(text: string): Word[] {
  return text
    .split(/[ \t]+/)
    .filter((run) => run !== '')
    .flatMap((run) => pieces(run).map((word, index) => ({ word, spaced: index === 0 })));
}

function pieces(run: string): string[] {
  if (!UNSPACED.test(run)) return [run];
  const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
  const found: string[] = [];
  for (const { segment } of segmenter.segment(run)) {
    const last = found.at(-1);
    if (last === undefined || mayPart(last, segment)) found.push(segment);
    else found[found.length - 1] = last + segment;
  }
  return found;
}

/** An address or a number stays whole: a break needs such a script, or its punctuation, on one side. */
const BESIDE = new RegExp(`${UNSPACED.source}|[\\u3000-\\u303f\\uff01-\\uff60]`, 'u');

function mayPart(before: string, after: string): boolean {
  if (NEVER_FIRST.test(after) || NEVER_LAST.test(before)) return false;
  return BESIDE.test([...before].at(-1) ?? '') || BESIDE.test([...after][0] ?? '');
}

/** A heading over a line of the same width. */
export function underlined(text: string, rule: '=' | '-'): string {
  const wrapped = wrap(text);
  const longest = Math.max(...wrapped.split('\n').map(columns));
  return `${wrapped}\n${rule.repeat(Math.min(longest, 72))}`;
}
