import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'identity' | 'gzip' | 'br';

/** One answer, made once and given many times. */
export type PublicDocument = {
  mediaType: string;
  /** What keeping it costs, in octets. */
  held: number;
  /** Without quotes. Documents with other identity bytes have another one. */
  hash: string;
  lastModified: Date;
  /** What it can be packed in, the best first. */
  codings: readonly Exclude<Coding, 'identity'>[];
  encoded(coding: Coding): Promise<Encoded> | Encoded;
};

/** Parts are held by others too, and sent one after the other: whoever reads slowly keeps no copy of a large page. */
export type Encoded = Buffer<ArrayBuffer> | readonly Buffer<ArrayBuffer>[];

const compress = {
  gzip: promisify(gzip),
  br: promisify(brotliCompress),
};

export function publicDocument(
  mediaType: string,
  content: string | Buffer<ArrayBuffer>,
  lastModified: Date,
): PublicDocument {
  const body = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return {
    mediaType,
    // Its packed forms are less than half of it each.
    held: 2 * body.length,
    codings: ['br', 'gzip'],
    hash: createHash('sha256').update(mediaType).update(body).digest('base64url').slice(0, 22),
    lastModified,
    encoded: encoder(body),
  };
}

function encoder(
  body: Buffer<ArrayBuffer>,
): (coding: Coding) => Promise<Buffer<ArrayBuffer>> | Buffer<ArrayBuffer> {
  const codings = new Map<Coding, Promise<Buffer<ArrayBuffer>>>();
  return (coding) => {
    if (coding === 'identity') return body;
    const made = codings.get(coding) ?? encode(body, coding);
    codings.set(coding, made);
    return made;
  };
}

async function encode(body: Buffer, coding: 'gzip' | 'br'): Promise<Buffer<ArrayBuffer>> {
  if (coding === 'gzip') return compress.gzip(body, { level: 9 });
  const params = {
    // 11 takes ten times as long for 3 % less.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return compress.br(body, { params });
}

const MIB = 1_048_576;

/**
 * Documents of one revision of the archive, at most `limit` octets of them with their packed forms, the last asked for
 * stay; a new revision forgets them all. Not a promise once a document is made, so that most requests wait for nothing.
 */
export function documentCache(limit = 64 * MIB) {
  let revision: string | undefined;
  const kept = new Map<string, PublicDocument | Promise<PublicDocument>>();
  let octets = 0;

  const keep = (key: string, made: Promise<PublicDocument>, document: PublicDocument) => {
    if (kept.get(key) !== made) return;
    kept.set(key, document);
    octets += document.held;
    for (const [oldest, held] of kept) {
      if (octets <= limit) return;
      if (held instanceof Promise) continue;
      kept.delete(oldest);
      octets -= held.held;
    }
  };

  return {
    /** What is held now, in octets. */
    octets: () => octets,
    get(
      current: string,
      key: string,
      make: () => Promise<PublicDocument>,
    ): PublicDocument | Promise<PublicDocument> {
      if (current !== revision) {
        kept.clear();
        octets = 0;
        revision = current;
      }
      const found = kept.get(key);
      if (found) {
        kept.delete(key);
        kept.set(key, found);
        return found;
      }
      const made = make();
      made.then(
        (document) => keep(key, made, document),
        () => kept.get(key) === made && kept.delete(key),
      );
      kept.set(key, made);
      return made;
    },
  };
}

export type DocumentCache = ReturnType<typeof documentCache>;
