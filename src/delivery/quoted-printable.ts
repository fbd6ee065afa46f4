const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
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
  const lines: string[] = [];
  let line = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const token = tokenOf(bytes[at] as number, at === bytes.length - 1);
    if (line.length + token.length > LINE) {
      lines.push(line);
      line = '';
    }
    line += token;
  }
  lines.push(line);
  return lines.join(SOFT_BREAK);
}

function tokenOf(byte: number, last: boolean): string {
  const blank = byte === 0x20 || byte === 0x09;
  const plain = (byte >= 0x21 && byte <= 0x7e && byte !== 0x3d) || (blank && !last);
  return plain ? String.fromCharCode(byte) : (HEX[byte] as string);
}
