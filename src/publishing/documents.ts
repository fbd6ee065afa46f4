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
  const codings = new Map<Coding, Promise<Buffer<ArrayBuffer>>>();
  return {
    mediaType,
    body,
    hash: createHash('sha256').update(mediaType).update(body).digest('base64url').slice(0, 22),
    lastModified,
    encoded(coding) {
      if (coding === 'identity') return body;
      const made = codings.get(coding) ?? encode(body, coding);
      codings.set(coding, made);
      return made;
    },
  };
}

async function encode(body: Buffer, coding: 'gzip' | 'br'): Promise<Buffer<ArrayBuffer>> {
  if (coding === 'gzip') return compress.gzip(body, { level: 9 });
  // Quality 11 takes ten times as long for 3 % less.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return compress.br(body, { params });
}

/**
 * Documents of one revision of the archive, at most `limit`; a new revision forgets them all. Not a promise once a
 * document is made, so that most requests wait for nothing.
 */
export function documentCache(limit = 500) {
  let revision: string | undefined;
  const kept = new Map<string, PublicDocument | Promise<PublicDocument>>();
  return {
    get(
      current: string,
      key: string,
      make: () => Promise<PublicDocument>,
    ): PublicDocument | Promise<PublicDocument> {
      if (current !== revision) {
        kept.clear();
        revision = current;
      }
      const found = kept.get(key);
      if (found) return found;
      const made = make();
      made.then(
        (document) => kept.get(key) === made && kept.set(key, document),
        () => kept.delete(key),
      );
      kept.set(key, made);
      for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - limit))) kept.delete(oldest);
      return made;
    },
  };
}

export type DocumentCache = ReturnType<typeof documentCache>;
