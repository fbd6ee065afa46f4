import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { fault } from '../core/index.ts';

/** Unpacks and decodes a body; what unpacks to more than `maxOctets` is stopped there, not after. */
export async function decodeFeed(
  body: Buffer,
  headers: IncomingHttpHeaders,
  maxOctets: number,
): Promise<string> {
  const bytes = await unpacked(body, headers['content-encoding'] ?? '', maxOctets);
  const charset = charsetOf(bytes, headers['content-type'] ?? '');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw fault(
      'unavailable',
      `The feed is written in a character set that is not known ("${charset.slice(0, 40)}").`,
    );
  }
}

/** Some servers send a bare deflate stream although RFC 9110 §8.4.1.2 wants the zlib wrapper (first nibble 8). */
const isWrapped = (body: Buffer) => ((body[0] ?? 0) & 0x0f) === 8;

async function unpacked(body: Buffer, encoding: string, maxOutputLength: number): Promise<Buffer> {
  const limit = { maxOutputLength };
  try {
    switch (encoding.trim().toLowerCase()) {
      case '':
      case 'identity':
        return body;
      case 'gzip':
      case 'x-gzip':
        return await promisify<Buffer, object, Buffer>(gunzip)(body, limit);
      case 'br':
        return await promisify<Buffer, object, Buffer>(brotliDecompress)(body, limit);
      case 'deflate':
        return await promisify<Buffer, object, Buffer>(isWrapped(body) ? inflate : inflateRaw)(body, limit);
      default:
        throw fault(
          'unavailable',
          `The feed is packed in a way that is not known ("${encoding.slice(0, 40)}").`,
        );
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error.name === 'Fault') throw error;
    const tooLarge = error.code === 'ERR_BUFFER_TOO_LARGE';
    const sentence = tooLarge
      ? `The feed is larger than ${maxOutputLength / 1024 / 1024} MB.`
      : 'The feed arrived damaged.';
    throw fault('unavailable', sentence);
  }
}

/** Byte order mark, then the header, then the XML declaration (RFC 7303 §3), else UTF-8. */
function charsetOf(bytes: Buffer, contentType: string): string {
  const head = bytes.subarray(0, 4).toString('hex');
  if (head.startsWith('efbbbf')) return 'utf-8';
  if (head.startsWith('fffe') || head === '3c003f00') return 'utf-16le';
  if (head.startsWith('feff') || head === '003c003f') return 'utf-16be';
  const declared = /charset\s*=\s*"?'?([^\s"';]+)/i.exec(contentType);
  if (declared?.[1]) return declared[1];
  const start = bytes.subarray(0, 256).toString('latin1');
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/i.exec(start)?.[1] ?? 'utf-8';
}
