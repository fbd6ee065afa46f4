import type { Context } from 'hono';
import { type CodingChooser, entityTag, isUnchanged, type PublicDocument } from '../../publishing/index.ts';
import { bodyOf } from './body.ts';

/** Goes on at once with what is there already: each promise costs about as much as a whole 304. */
export const onceThere = <A, B>(value: A | Promise<A>, use: (value: A) => B | Promise<B>): B | Promise<B> =>
  value instanceof Promise ? value.then(use) : use(value);

export type AnswerOptions = {
  /** How long browsers, readers and proxies may keep it without asking, in seconds. */
  maxAge: number;
  /** Sent with the document. A 304 carries only what it must (RFC 9110 §15.4.5): the rest is kept from the 200. */
  fields: Record<string, string>;
  vary?: string;
};

/** Gives a document: 304 when the client has it, compressed when it takes that. Hono drops the body for HEAD. */
export type AnswerDocument = (
  c: Context,
  document: PublicDocument,
  options: AnswerOptions,
) => Response | Promise<Response>;

export function answering(chooseCoding: CodingChooser): AnswerDocument {
  return (c, document, { maxAge, fields, vary = 'Accept-Encoding' }) => {
    const coding = chooseCoding(c.req.header('Accept-Encoding'), document.codings);
    const headers: Record<string, string> = {
      ETag: entityTag(document, coding),
      'Cache-Control': `public, max-age=${maxAge}`,
      Vary: vary,
    };
    const ifNoneMatch = c.req.header('If-None-Match');
    const ifModifiedSince = c.req.header('If-Modified-Since');
    if (isUnchanged(document, { ifNoneMatch, ifModifiedSince })) {
      return new Response(null, { status: 304, headers });
    }
    Object.assign(headers, fields, {
      'Last-Modified': document.lastModified.toUTCString(),
      'Content-Type': document.mediaType,
      ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
    });
    return onceThere(document.encoded(coding), (encoded) => {
      const { octets, body } = bodyOf(encoded);
      headers['Content-Length'] = String(octets);
      return new Response(body, { headers });
    });
  };
}
