import type { Token } from 'markdown-it';
import { silence } from './blocks.ts';
import { DEEPEST } from './limits.ts';
import type { Remarks } from './remark.ts';
import { TagReader } from './tag-reader.ts';
import { INLINE, OFFICE_IN_TEXT } from './tags.ts';
import { type Piece, tokenise } from './tokenise.ts';

const CONTAINERS = /^(?:blockquote|bullet_list|ordered_list)_(?:open|close)$/;
const MARKS = /^(?:strong|em|s|link)_(?:open|close)$/;

/**
 * Reads the HTML that stands in Markdown and leaves only tags of its own choice, closed where they were opened, so that
 * no parser behind it moves or swallows a word.
 */
export function readRawHtml(tokens: Token[], remarks: Remarks): void {
  const tags = new TagReader(remarks);
  const lasting = lastingMarks(tokens);
  let line = 1;
  let depth = 0;
  for (const token of tokens) {
    if (token.map) line = token.map[0] + 1;
    if (CONTAINERS.test(token.type)) depth += token.nesting;
    if (depth > DEEPEST) tags.tooDeep(line);
    if (token.nesting === -1) tags.closeAbove(token.level);
    if (token.type === 'html_block') {
      const place = { line, level: token.level, depth, lasting: lasting.has(token) };
      token.content = tags.block(tokenise(token.content), place, (html) => {
        token.content += html;
      });
    } else if (token.type === 'inline') {
      tags.enterWords();
      readInline(token, tags, { line, level: token.level + 1, depth });
      tags.closeAbove(token.level);
    } else if (token.content !== '' || token.nesting === 1) tags.enterWords();
  }
  tags.closeAbove(-1);
}

/** `<del>`, paragraphs, `</del>`, each with empty lines around it: what they hold is struck out (CommonMark 4.6). */
function lastingMarks(tokens: readonly Token[]): Set<Token> {
  const [open, lasting]: [Map<string, Token>, Set<Token>] = [new Map(), new Set()];
  for (const token of tokens) {
    const [, slash, name = ''] =
      (token.type === 'html_block' && /^\s*<(\/?)([a-z]+)(?:\s[^<>]*)?>\s*$/i.exec(token.content)) || [];
    const mark = name.toLowerCase();
    if (!INLINE.has(mark)) continue;
    const key = `${mark} ${token.level}`;
    const opened = open.get(key);
    if (slash && opened) lasting.add(opened);
    if (slash) open.delete(key);
    else open.set(key, token);
  }
  return lasting;
}

type Place = { line: number; level: number; depth: number };

function readInline(token: Token, tags: TagReader, place: Place): void {
  const children = token.children ?? [];
  let line = place.line;
  let { depth } = place;
  let dropping = '';
  children.forEach((child, at) => {
    if (/break$/.test(child.type)) line += 1;
    if (MARKS.test(child.type)) depth += child.nesting;
    if (depth > DEEPEST) tags.tooDeep(line);
    const piece = child.type === 'html_inline' ? tokenise(child.content)[0] : undefined;
    if (dropping) {
      if (piece?.kind === 'close' && piece.name === dropping) dropping = '';
      if (child.nesting === 0 && !/break$/.test(child.type)) silence(child);
    } else if (piece) {
      if (tags.drops(piece, rest(children, at))) {
        dropping = piece.kind === 'open' ? piece.name : '';
        silence(child);
      } else {
        const set = (html: string) => {
          child.content += html;
        };
        child.content = tags.read(piece, { ...place, line, depth }, set);
      }
    } else readLeaf(child, { tags, line, source: token.content });
    line += child.content.split('\n').length - 1;
  });
}

/** The pieces of HTML that follow in the same words. */
const rest = (children: readonly Token[], at: number): Piece[] =>
  children
    .slice(at + 1)
    .filter(({ type }) => type === 'html_inline')
    .map(({ content }) => ({
      kind: 'close',
      name: content.replace(/^<\/|\s*>$/g, '').toLowerCase(),
      source: content,
    }));

type Leaf = { tags: TagReader; line: number; source: string };

function readLeaf(child: Token, { tags, line, source }: Leaf): void {
  if (child.type === 'image') tags.lose(line, PICTURE);
  if (child.attrGet?.('title') && child.type !== 'task') {
    tags.lose(line, `The title “${child.attrGet('title')}” of a link or picture is not shown.`);
  }
  if (child.type !== 'text') return;
  if (child.content.includes('<!--') && /(?<!\\)<!--/.test(source)) tags.openComment(line);
  child.content = child.content.replace(OFFICE_IN_TEXT, '');
}

const PICTURE = 'The picture in the text becomes a link or is left out: put it into the field image.';
