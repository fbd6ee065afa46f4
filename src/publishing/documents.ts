import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Coding = 'identity' | 'gzip' | 'br';

/** One answer, made once and given many times. */
export type PublicDocument = {
  mediaType: string;
  body: Buffer<ArrayBuffer>;
  /** Without quotes. Of the identity bytes. */
  hash: string;
  lastModified: Date;
  encoded(coding: Coding): Promise<Buffer<ArrayBuffer>> | Buffer<ArrayBuffer>;
};

const compress = {
  gzip: promisify(gzip),
  br: promisify(brotliCompress),
};

export function publicDocument(mediaType: string, text: string, lastModified: Date): PublicDocument {
  const body = Buffer.from(text, 'utf8');
  return {
    mediaType,
    body,
    hash: createHash('sha256').update(mediaType).update(body).digest('base64url').slice(0, 22),
    lastModified,
    encoded: encoder(body, THOROUGH),
  };
}

type Effort = { gzip: number; br: number };

/** Brotli's quality 11 takes ten times as long as 9 for 3 % less. */
const THOROUGH: Effort = { gzip: 9, br: 9 };
/** A tenth of the time for a quarter more: what few will ask for again must not cost more to pack than to make. */
const QUICK: Effort = { gzip: 1, br: 1 };

/** The same document, packed with little effort: for one of the many sets of sections. */
export const quickly = (document: PublicDocument): PublicDocument => ({
  ...document,
  encoded: encoder(document.body, QUICK),
});

function encoder(body: Buffer<ArrayBuffer>, effort: Effort): PublicDocument['encoded'] {
  const codings = new Map<Coding, Promise<Buffer<ArrayBuffer>>>();
  return (coding) => {
    if (coding === 'identity') return body;
    const made = codings.get(coding) ?? encode(body, coding, effort);
    codings.set(coding, made);
    return made;
  };
}

async function encode(body: Buffer, coding: 'gzip' | 'br', effort: Effort): Promise<Buffer<ArrayBuffer>> {
  if (coding === 'gzip') return compress.gzip(body, { level: effort.gzip });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort.br,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return compress.br(body, { params });
}

const MIB = 1_048_576;
/** Its packed forms are less than half of a document each. */
const heldFor = ({ body }: PublicDocument) => 2 * body.length;

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
    octets += heldFor(document);
    for (const [oldest, held] of kept) {
      if (octets <= limit) return;
      if (held instanceof Promise) continue;
      kept.delete(oldest);
      octets -= heldFor(held);
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
