import type { IncomingMessage } from 'node:http';

/** SES refuses at 10 MB after base64; percent-encoding adds less than half of that. */
const MAX_BYTES = 32 * 1_048_576;
const SMALLEST = 262_144;
const KEPT_FREE = 64;

/** The bytes of one request, valid until released. */
export type Body = { bytes: Buffer; release: () => void };

/**
 * Reads request bodies into buffers that are used again: a fresh 100 KB for every call made the garbage collector
 * the busiest part of a benchmark's simulator.
 */
export function createBodies() {
  const free: Buffer[] = [];

  function take(size: number): Buffer {
    const found = free.findIndex((buffer) => buffer.length >= size);
    const [buffer] = found < 0 ? [] : free.splice(found, 1);
    return buffer ?? Buffer.allocUnsafeSlow(Math.max(SMALLEST, size));
  }

  function give(buffer: Buffer) {
    if (free.length < KEPT_FREE && buffer.length <= 4 * SMALLEST) free.push(buffer);
  }

  function grown(buffer: Buffer, length: number, needed: number) {
    if (needed <= buffer.length) return buffer;
    const larger = take(Math.max(needed, buffer.length * 2));
    buffer.copy(larger, 0, 0, length);
    give(buffer);
    return larger;
  }

  return {
    /** Undefined when it is longer than any mail may be; rejects when the caller hangs up before its end. */
    read(request: IncomingMessage): Promise<Body | undefined> {
      const declared = Number(request.headers['content-length'] ?? 0);
      if (declared > MAX_BYTES) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        let buffer = take(declared);
        let length = 0;
        request.on('data', (chunk: Buffer) => {
          if (length + chunk.length > MAX_BYTES) return resolve(undefined);
          buffer = grown(buffer, length, length + chunk.length);
          length += chunk.copy(buffer, length);
        });
        request.on('end', () => resolve({ bytes: buffer.subarray(0, length), release: () => give(buffer) }));
        request.on('error', reject);
      });
    },
  };
}
export type Bodies = ReturnType<typeof createBodies>;
