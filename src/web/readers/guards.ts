import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { told } from '../../core/index.ts';

/** Pages that hold what a reader typed: kept by no cache, found by no search engine. */
export const unstored: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('X-Robots-Tag', 'noindex, nofollow');
};

/** Pages whose address is a key: also told to no other page. */
export const privatePage: MiddlewareHandler = async (c, next) => {
  await unstored(c, next);
  c.header('Referrer-Policy', 'no-referrer');
};

/** Larger than any form here: a name, an organisation and every section. */
export const formSize = bodyLimit({
  maxSize: 64 * 1_024,
  onError: () => {
    throw told('invalid', 'readerRefused.formTooLarge');
  },
});

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : undefined);

function fromOtherSite(c: Context, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) {
    return site !== 'same-origin' && site !== 'none';
  }
  // Older browsers send Origin alone; a client that is no browser sends neither and acts for nobody else.
  const origin = c.req.header('origin');
  return origin !== undefined && ![hostOf(c.req.url), hostOf(publicUrl)].includes(hostOf(origin) ?? '');
}

/**
 * Refuses forms that another site's page sends. Not for addresses with a token: there the token is the authority, and
 * one-click unsubscription (RFC 8058) is *meant* to come from elsewhere.
 */
export const ownForms =
  (publicUrl: string): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST' && fromOtherSite(c, publicUrl)) {
      throw told('forbidden', 'readerRefused.otherSite');
    }
    await next();
  };
