import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentHash } from '../../core/index.ts';
import { IMAGE_MAX_OCTETS } from './limits.ts';

/** A picture as it came, on the disk; `head`: enough of it to tell its kind and its measures, in all but odd files. */
export type CameFile = { file: string; size: number; hash: ContentHash; head: Buffer };

const HEAD = 1024 * 1024;

/** Writes down what is still arriving, as far as it may be large, and removes it when `use` is done: no process but the decoder holds it whole. */
export async function cameFile<T>(
  chunks: AsyncIterable<Uint8Array>,
  use: (came: CameFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterly-picture-'));
  try {
    const file = join(folder, 'came');
    return await use({ file, ...(await write(file, chunks)) });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(file: string, chunks: AsyncIterable<Uint8Array>): Promise<Omit<CameFile, 'file'>> {
  const handle = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      if (size < HEAD) head.push(chunk.slice());
      size += chunk.length;
      hash.update(chunk);
      await handle.write(chunk);
      if (size > IMAGE_MAX_OCTETS) break;
    }
  } finally {
    await handle.close();
  }
  return { size, hash: hash.digest('hex') as ContentHash, head: Buffer.concat(head) };
}
