import { isUtf8 } from 'node:buffer';
import { type Reason, reason } from '../../core/index.ts';

export type Decoded = {
  text: string;
  /** A sentence for the feed when its bytes are not what they were said to be. */
  remark?: Reason;
};

/**
 * Bytes as text. Marks of UTF-16 count first; then what is valid UTF-8 is UTF-8, whatever is declared, as hardly any other
 * text is valid by chance; then the declared character set, if it is another and the bytes are in it; and in the end each
 * byte that is no UTF-8 is windows-1252. So no replacement character appears that the bytes did not hold.
 */
export function decodeBytes(bytes: Buffer, contentType: string): Decoded {
  const wide = utf16Of(bytes);
  if (wide) return decodeUtf16(bytes, wide);
  const declared = declaredCharset(bytes, contentType);
  // ISO-2022-JP is made of ASCII alone: its escapes, which XML forbids, tell it from UTF-8.
  const shifts = bytes.includes(0x1b) && /^(iso-2022-|csiso2022)/i.test(declared);
  if (isUtf8(bytes) && !shifts) return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') };
  const decoder = isAscii(declared) ? undefined : decoderOf(declared);
  if (decoder?.encoding === 'windows-1252') return { text: windows1252(bytes) };
  if (decoder && decoder.encoding !== 'utf-8') {
    try {
      return { text: decoder.decode(bytes) };
    } catch {
      // The bytes are not in the set that was declared.
    }
  }
  return mixed(bytes, declared);
}

/** Labels that promise seven bits: what has eight is in some other set. */
const isAscii = (label: string) => /^(us-ascii|ascii|ansi_x3\.4-1968|iso646-us)$/i.test(label);

function decoderOf(label: string) {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

/** By its mark, or by the zeros beside the letters of the first tag. */
function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 4) return undefined;
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : undefined;
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(even) };
  } catch {
    const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
    const text = little
      .toString('utf16le')
      .replace(/^\uFEFF/, '')
      .replace(/\p{Surrogate}/gu, '');
    return { text, remark: reason('feed-utf16-halves') };
  }
}

/** The header, then the XML declaration (RFC 7303 §3). */
function declaredCharset(bytes: Buffer, contentType: string): string {
  const header = /charset\s*=\s*"?'?([^\s"';]+)/i.exec(contentType);
  if (header?.[1]) return header[1];
  const start = bytes.subarray(0, 256).toString('latin1');
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1] ?? 'utf-8';
}

const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand: `TextDecoder` of Node 20 takes 128 to 159 for control characters, as ISO 8859-1 has them. */
const windows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (one) => HIGH[one.charCodeAt(0) - 0x80] ?? one);

/** How many bytes from `at` are one character of UTF-8 (RFC 3629 §4); 0 = none. */
function characterAt(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  return length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

/** What is valid UTF-8 as that, every other byte as windows-1252. */
function mixed(bytes: Buffer, declared: string): Decoded {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = characterAt(bytes, at);
    if (length === 0) {
      pieces.push(bytes.toString('utf8', from, at), windows1252(bytes.subarray(at, at + 1)));
      from = at + 1;
    }
    at += Math.max(1, length);
  }
  const remark = reason('feed-bytes-mixed', { declared: declared.slice(0, 40) });
  return { text: pieces.join('') + bytes.toString('utf8', from), remark };
}
