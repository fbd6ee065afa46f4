import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Joined } from '../rendering/index.ts';
import { type PublicDocument, publicDocument } from './documents.ts';
import { deflated, type FragmentCache, type PrintedFragment } from './fragments.ts';

/** RFC 1952 §2.3: magic, DEFLATE, no flags, no time, no operating system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block (RFC 1951 §3.2.6). */
const END = Buffer.from([3, 0]);
/** Below this many octets zlib's start costs more than its packing saves. */
const WORTH_PACKING = 2_048;
/** What a fragment that is not printed weighs: a key and a closure, in octets. */
const UNPRINTED = 256;

type Octets = Buffer<ArrayBuffer>;
type Kind = Pick<PublicDocument, 'mediaType' | 'lastModified'>;

/**
 * A document of fragments that are printed once, for the sets of sections, of which there are more than anybody could
 * keep: its octets, its tag and its packed form are joined and not made. Brotli streams cannot be joined: gzip only.
 */
export async function joinedDocument(
  cache: FragmentCache,
  joined: Joined,
  { mediaType, lastModified }: Kind,
): Promise<PublicDocument> {
  const words = joined.words.map((word) => Buffer.from(word, 'utf8'));
  const own = words.reduce((sum, word) => sum + word.length, 0);
  return {
    mediaType,
    lastModified,
    held: own + joined.fragments.length * UNPRINTED,
    hash: tagOf(mediaType, words, await cache.all(joined)),
    codings: ['gzip'],
    encoded: async (coding) => {
      const found = await cache.all(joined);
      return coding === 'gzip' ? packed(words, found) : octetsOf(words, found);
    },
  };
}

/** The same for a document that many ask for: kept whole, and packed as well as can be. */
export async function keptDocument(
  cache: FragmentCache,
  joined: Joined,
  { mediaType, lastModified }: Kind,
): Promise<PublicDocument> {
  const words = joined.words.map((word) => Buffer.from(word, 'utf8'));
  const octets = Buffer.concat(octetsOf(words, await cache.all(joined)));
  return publicDocument(mediaType, octets, lastModified);
}

/** Without empty ones, for which zlib's CRC begins anew. */
const octetsOf = (words: readonly Octets[], found: readonly PrintedFragment[]): Octets[] =>
  words
    .flatMap((word, at) => (found[at] ? [word, found[at].bytes] : [word]))
    .filter(({ length }) => length > 0);

/** Of the words and the fragments' own hashes, with their lengths: hashing megabytes would cost more than joining them. */
function tagOf(mediaType: string, words: readonly Buffer[], found: readonly PrintedFragment[]): string {
  const hash = createHash('sha256').update(mediaType);
  for (const [at, word] of words.entries()) {
    hash.update(`\n${word.length}\n`).update(word);
    if (found[at]) hash.update(found[at].hash);
  }
  return hash.digest('base64url').slice(0, 22);
}

/** One gzip member of all the DEFLATE blocks. */
function packed(words: readonly Octets[], found: readonly PrintedFragment[]): Octets[] {
  const blocks = words.flatMap((word, at) => {
    const own = word.length < WORTH_PACKING ? stored(word) : deflated(word);
    return found[at] ? [own, found[at].deflated] : [own];
  });
  const octets = octetsOf(words, found);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(
    octets.reduce((sum, part) => crc32(part, sum), 0),
    0,
  );
  trailer.writeUInt32LE(octets.reduce((sum, part) => sum + part.length, 0) % 2 ** 32, 4);
  return [HEADER, ...blocks.filter(({ length }) => length > 0), END, trailer];
}

/** A block as it is (RFC 1951 §3.2.4). */
function stored(word: Octets): Octets {
  if (word.length === 0) return word;
  const block = Buffer.alloc(5 + word.length);
  block.writeUInt16LE(word.length, 1);
  block.writeUInt16LE(word.length ^ 0xffff, 3);
  word.copy(block, 5);
  return block;
}
