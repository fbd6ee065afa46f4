const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
/** Octets, one a letter, that do not stand for themselves: RFC 2045 §6.7 rules 1 to 3. */
const UNSAFE = /[^\t\x20-\x3c\x3e-\x7e]|[\t ]$/g;
const LINE = 75;

/** Ends a piece so that the next one starts on a line of its own and decodes as if nothing stood between. */
export const SOFT_BREAK = '=\r\n';

/**
 * Quoted-printable (RFC 2045 §6.7) of UTF-8 text: lines of at most 76 characters, line ends of any kind as CRLF,
 * white space before a line end encoded. Ends without a line break.
 */
export function quotedPrintable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => encodeLine(Buffer.from(line)))
    .join('\r\n');
}

/** A piece of a body that other pieces follow. */
export const quotedPrintablePiece = (text: string) => (text === '' ? '' : quotedPrintable(text) + SOFT_BREAK);

function encodeLine(bytes: Buffer): string {
  const encoded = bytes.toString('latin1').replace(UNSAFE, (byte) => HEX[byte.charCodeAt(0)] as string);
  const lines: string[] = [];
  let from = 0;
  while (encoded.length - from > LINE) {
    const to = lineEnd(encoded, from + LINE);
    lines.push(encoded.slice(from, to));
    from = to;
  }
  lines.push(encoded.slice(from));
  return lines.join(SOFT_BREAK);
}

/** At most `most`, and never within an encoded octet. */
function lineEnd(encoded: string, most: number): number {
  if (encoded[most - 1] === '=') return most - 1;
  return encoded[most - 2] === '=' ? most - 2 : most;
}
