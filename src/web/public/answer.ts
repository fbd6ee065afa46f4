import type { Context } from 'hono';
import { chooseCoding, entityTag, isUnchanged, type PublicDocument } from '../../publishing/index.ts';

export type AnswerOptions = {
  /** How long browsers, readers and proxies may keep it without asking, in seconds. */
  maxAge: number;
  /** Sent with the document. A 304 carries only what it must (RFC 9110 §15.4.5): the rest is kept from the 200. */
  fields: Record<string, string>;
  vary?: string;
};

/** Gives a document: 304 when the client has it, compressed when it takes that. Hono drops the body for HEAD. */
export async function answer(
  c: Context,
  document: PublicDocument,
  { maxAge, fields, vary = 'Accept-Encoding' }: AnswerOptions,
): Promise<Response> {
  const coding = chooseCoding(c.req.header('Accept-Encoding'));
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
  Object.assign(headers, fields, { 'Last-Modified': document.lastModified.toUTCString() });
  const body = await document.encoded(coding);
  headers['Content-Type'] = document.mediaType;
  headers['Content-Length'] = String(body.length);
  if (coding !== 'identity') headers['Content-Encoding'] = coding;
  return new Response(body, { headers });
}
