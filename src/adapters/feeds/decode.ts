import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { because, reason } from '../../core/index.ts';
import { type Decoded, decodeBytes } from './charset.ts';

/** Unpacks and decodes a body; what unpacks to more than `maxOctets` is stopped there, not after. */
export async function decodeFeed(
  body: Buffer,
  headers: IncomingHttpHeaders,
  maxOctets: number,
): Promise<Decoded> {
  const bytes = await unpacked(body, headers['content-encoding'] ?? '', maxOctets);
  return decodeBytes(bytes, headers['content-type'] ?? '');
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
        throw because('unavailable', reason('feed-packed', { encoding: encoding.slice(0, 40) }));
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error.name === 'Fault') throw error;
    if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxOutputLength);
    throw because('unavailable', reason('feed-damaged'));
  }
}

export const tooLarge = (octets: number) =>
  because('unavailable', reason('feed-too-large', { megabytes: octets / 1024 / 1024 }));
