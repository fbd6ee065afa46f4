import { type TokenHandler, Tokenizer } from 'parse5';

/** A run of HTML as a browser's tokeniser cuts it; `source` is what was typed. */
export type Piece =
  | { kind: 'open'; name: string; source: string; bare: boolean }
  | { kind: 'close'; name: string; source: string }
  | { kind: 'comment' | 'doctype' | 'text'; source: string };

/** Attributes of HTML that may stand without a value. */
const FLAGS =
  /^(allowfullscreen|async|autofocus|autoplay|checked|compact|controls|default|defer|disabled|download|hidden|inert|ismap|itemscope|loop|multiple|muted|nohref|nomodule|noresize|noshade|novalidate|nowrap|open|playsinline|popover|readonly|required|reversed|selected|contenteditable|draggable)$/;

/** `a<b and c>d`: what stands in a tag without a value and is no attribute was typed as a word. */
const isWord = (name: string, source: string) =>
  /^\p{L}+$/u.test(name) && !FLAGS.test(name) && !new RegExp(`${name}\\s*=`, 'i').test(source);

type Located = { location: { startOffset: number; endOffset: number } | null };

/** What HTML §13.2.5 calls tokens. What it would drop as an error is text here: somebody typed it. */
export function tokenise(html: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = ({ location }: Located, piece: (source: string) => Piece) => {
    if (!location) return;
    if (location.startOffset > end) {
      pieces.push({ kind: 'text', source: html.slice(end, location.startOffset) });
    }
    end = Math.min(html.length, location.endOffset);
    pieces.push(piece(html.slice(location.startOffset, end)));
  };
  const nothing = () => undefined;
  const handler: TokenHandler = {
    onStartTag: (token) =>
      add(token, (source) => ({
        kind: 'open',
        name: token.tagName,
        source,
        bare: token.attrs.some(({ name, value }) => value === '' && isWord(name, source)),
      })),
    onEndTag: (token) => add(token, (source) => ({ kind: 'close', name: token.tagName, source })),
    onComment: (token) => add(token, (source) => ({ kind: 'comment', source })),
    onDoctype: (token) => add(token, (source) => ({ kind: 'doctype', source })),
    onCharacter: nothing,
    onNullCharacter: nothing,
    onWhitespaceCharacter: nothing,
    onEof: nothing,
  };
  new Tokenizer({ sourceCodeLocationInfo: true }, handler).write(html, true);
  if (end < html.length) pieces.push({ kind: 'text', source: html.slice(end) });
  return pieces;
}
