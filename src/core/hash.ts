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

/**
 * `urn:uuid:` made from a text alone, by SHA-256: version 8 of RFC 9562 §5.8, as version 5 prescribes SHA-1. Feed
 * readers know an item by it for ever.
 */
export function uuidUrn(text: string): string {
  const hex = sha256(text);
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`;
}
