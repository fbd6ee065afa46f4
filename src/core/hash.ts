import { createHash } from 'node:crypto';
import { type ContentHash, contentHash } from './ids.ts';

/** Lower-case hexadecimal SHA-256. */
export function sha256(bytes: string | Uint8Array): ContentHash {
  return contentHash(createHash('sha256').update(bytes).digest('hex'));
}

/** JSON with object keys in code-point order at every depth, so that equal content has equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
