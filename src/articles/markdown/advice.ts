import type { Token } from 'markdown-it';
import type { BodyRemark } from './remark.ts';

/** Signs that stand at the beginning of a line for no other reason; the private ones are Word's, in the face Symbol. */
const BULLET = /^([•◦▪▫●○■□‣⁃∙➢➤►▶❖\uf0a7\uf0b7\uf0d8\uf0fc]|·(?=\s))\s*\S/u;
/** Signs that may stand there for another reason too, so two lines at least must have one. */
const PERHAPS = /^([–—§»✓✔](?=\s+\S)|o(?=\s+\S)|-(?=\p{L})|\*(?=[^\s*][^*]*$))/u;

/** What an author most likely meant otherwise; nothing is lost by it. */
export function adviceOn(markdown: string, tokens: readonly Token[]): BodyRemark[] {
  return [...handMadeBullets(tokens), ...emptyHeadings(markdown, tokens)];
}

function handMadeBullets(tokens: readonly Token[]): BodyRemark[] {
  const found = new Map<string, number[]>();
  for (const { content, line, quoted } of wordsOf(tokens)) {
    content.split('\n').forEach((text, index) => {
      const sign = BULLET.exec(text.trim())?.[1] ?? (quoted ? undefined : PERHAPS.exec(text.trim())?.[1]);
      if (sign) found.set(sign, [...(found.get(sign) ?? []), line + index]);
    });
  }
  return [...found].flatMap(([sign, lines]): BodyRemark[] => {
    const [first = 1, ...others] = lines;
    if (others.length === 0 && !BULLET.test(`${sign} x`)) return [];
    const more = others.length === 0 ? 'This line begins' : `This line and ${others.length} more begin`;
    const shown = /\p{Co}/u.test(sign) ? 'a sign of Word’s' : `“${sign}”`;
    return [
      {
        line: first,
        sentence: `${more} with ${shown}, which makes no list: begin each with "- ", after an empty line.`,
      },
    ];
  });
}

type Words = { content: string; line: number; quoted: boolean };

/** Words of paragraphs, whether in a quotation, where a dash says who speaks; not of tables and headings. */
function wordsOf(tokens: readonly Token[]): Words[] {
  let quotes = 0;
  const words: Words[] = [];
  tokens.forEach((token, at) => {
    if (token.type === 'blockquote_open') quotes += 1;
    if (token.type === 'blockquote_close') quotes -= 1;
    if (token.type !== 'inline' || tokens[at - 1]?.type !== 'paragraph_open') return;
    words.push({ content: token.content, line: (token.map?.[0] ?? 0) + 1, quoted: quotes > 0 });
  });
  return words;
}

const HOLLOW =
  /<h([1-6])\b[^<>]*>(?:\s|&nbsp;|<br\b[^<>]*>|<\/?(?:b|i|u|a|em|strong|span)\b[^<>]*>)*<\/h\1>/gi;

function emptyHeadings(markdown: string, tokens: readonly Token[]): BodyRemark[] {
  const marks = tokens.flatMap(({ type, map }, at) =>
    type === 'heading_open' && isBlank(tokens[at + 1]?.content ?? '') ? [(map?.[0] ?? 0) + 1] : [],
  );
  const tags = Array.from(
    markdown.matchAll(HOLLOW),
    ({ index }) => markdown.slice(0, index).split('\n').length,
  );
  return [...marks, ...tags].slice(0, MOST).map((line) => ({
    line,
    sentence: 'The heading has no words, so it is not shown: write them, or remove it.',
  }));
}

/** Each costs a look at all that stands before it. */
const MOST = 20;

const isBlank = (words: string) =>
  !/[\p{L}\p{N}\p{P}\p{S}]/u.test(words.replace(/<[^<>]*>|&nbsp;|[*_~`#\\]/g, ''));
