import type { Context } from 'hono';
import { type CodingChooser, entityTag, isUnchanged, type PublicDocument } from '../../publishing/index.ts';
import { bodyOf } from './body.ts';

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
) => Promise<Response>;

export function answering(chooseCoding: CodingChooser): AnswerDocument {
  return async (c, document, { maxAge, fields, vary = 'Accept-Encoding' }) => {
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
    const { octets, body } = bodyOf(await document.encoded(coding));
    headers['Content-Length'] = String(octets);
    return new Response(body, { headers });
  };
}
