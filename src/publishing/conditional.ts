import type { Coding, PublicDocument } from './documents.ts';

export type RequestHeaders = {
  ifNoneMatch?: string | undefined;
  ifModifiedSince?: string | undefined;
  acceptEncoding?: string | undefined;
};

const coding = /^\s*([a-z*-]+)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*$/i;

export type CodingChooser = (
  acceptEncoding: string | undefined,
  codings: PublicDocument['codings'],
) => Coding;

/** Remembers its answers: browsers and readers between them send a handful of different headers. */
export function codingChooser(remembered = 100): CodingChooser {
  const chosen = new Map<string, Coding>();
  return (acceptEncoding = '', codings) => {
    const key = `${codings} ${acceptEncoding}`;
    const known = chosen.get(key);
    if (known) return known;
    const best = bestCoding(acceptEncoding, codings);
    if (chosen.size >= remembered) chosen.clear();
    chosen.set(key, best);
    return best;
  };
}

/** The best coding that the client takes (RFC 9110 §12.5.3); the document's order decides when it likes several alike. */
function bestCoding(acceptEncoding: string, codings: PublicDocument['codings']): Coding {
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.split(',')) {
    const match = coding.exec(part);
    if (match?.[1]) weights.set(match[1].toLowerCase(), match[2] === undefined ? 1 : Number(match[2]));
  }
  const weight = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const most = Math.max(...codings.map(weight));
  return (most > 0 && codings.find((name) => weight(name) === most)) || 'identity';
}

/**
 * Strong for the bytes themselves, weak for compressed ones: those are equivalent but not equal, and RFC 9110
 * §8.8.1 allows one strong tag for one sequence of bytes only.
 */
export const entityTag = ({ hash }: PublicDocument, sent: Coding) =>
  sent === 'identity' ? `"${hash}"` : `W/"${hash}"`;

/** True when the client has it already: 304. If-None-Match outranks If-Modified-Since (RFC 9110 §13.2.2). */
export function isUnchanged(
  document: PublicDocument,
  { ifNoneMatch, ifModifiedSince }: RequestHeaders,
): boolean {
  if (ifNoneMatch !== undefined) {
    // Weak comparison (RFC 9110 §13.1.2): the mark W/ does not count.
    return ifNoneMatch.trim() === '*' || ifNoneMatch.includes(`"${document.hash}"`);
  }
  if (ifModifiedSince === undefined) return false;
  const since = Date.parse(ifModifiedSince);
  return since >= Math.floor(document.lastModified.getTime() / 1000) * 1000;
}
