import { type TokenHandler, Tokenizer } from 'parse5';

/** A run of HTML as a browser's tokeniser cuts it; `source` is what was typed. */
export type Piece =
  | { kind: 'open' | 'close'; name: string; source: string }
  | { kind: 'comment' | 'doctype' | 'text'; source: string };

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
    onStartTag: (token) => add(token, (source) => ({ kind: 'open', name: token.tagName, source })),
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
