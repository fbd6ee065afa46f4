import { TextDecoder } from 'node:util';

/** Enough to see a byte-order mark and which of UTF-16's two bytes is empty. */
const SNIFFED_BYTES = 4;
const MOST_SNIFFED_BYTES = 512;

/**
 * Bytes as text while they stream. A byte-order mark wins over `encoding` (WHATWG Encoding §6.1); without either it is
 * UTF-16 if every other byte is empty, as spreadsheets' "Unicode text" may come, and else UTF-8.
 */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding?: string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let head = Buffer.alloc(0);
  for await (const chunk of chunks) {
    head = decoder ? Buffer.alloc(0) : Buffer.concat([head, chunk]);
    if (!decoder && head.length < SNIFFED_BYTES) continue;
    const bytes = decoder ? chunk : head;
    decoder ??= new TextDecoder(encodingOf(head, encoding));
    yield decoder.decode(bytes, { stream: true });
  }
  decoder ??= new TextDecoder(encodingOf(head, encoding));
  yield decoder.decode(head.length < SNIFFED_BYTES ? head : undefined);
}

function encodingOf(head: Uint8Array, wanted: string | undefined): string {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return wanted ?? unmarked(head.subarray(0, MOST_SNIFFED_BYTES));
}

/** Names of columns are nearly all ASCII, of which UTF-16 leaves one byte in two empty; UTF-8 text holds no empty byte. */
function unmarked(head: Uint8Array): string {
  const empty = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) empty[index % 2] = (empty[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = empty;
  const many = head.length / 4;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : 'utf-8';
}
