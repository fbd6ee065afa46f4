import type { Context, NotFoundHandler } from 'hono';
import type { RedirectStatusCode } from 'hono/utils/http-status';
import type { Site } from '../../templates/web/site.ts';
import { told } from '../core/index.ts';

/** What a Location may hold: one slash at its start, then no character that a browser drops or takes for a slash. */
const LOCATION = /^\/(?!\/)[!$-;=@-[\]_a-z~]*(?:\?[!-~]*)?$/;

/**
 * Leads to an address of this site. The only place that writes a `Location`: a browser drops tabs and line ends from it
 * and reads `\` as `/`, so that a path which was decoded could lead to another host.
 * @param address begins with a slash, percent-encoded, without the path that the site has
 * @throws Fault `not-found` for one that would lead away
 */
export function leadTo(
  c: Context,
  site: Pick<Site, 'at' | 'publicUrl'>,
  { address, status }: { address: string; status: RedirectStatusCode },
): Response {
  const location = site.at(address);
  const { origin } = new URL(site.publicUrl);
  if (!LOCATION.test(location) || new URL(location, site.publicUrl).origin !== origin) {
    throw told('not-found', 'refused.noAddress');
  }
  return c.redirect(location, status);
}

/** Leads to `path` of this site, with the query that was asked, for good. */
export const movedTo = (c: Context, site: Pick<Site, 'at' | 'publicUrl'>, path: string) =>
  leadTo(c, site, { address: `${path}${new URL(c.req.url).search}`, status: 301 });

/** All that our own addresses are made of: slugs, numbers, tokens, hashes, names of files. */
const OWN_PATH = /^(?:\/[\w~-][\w.~-]*)+$/;

/**
 * An address that was typed or linked with a slash at its end leads to the one without. Slashes of either kind at
 * the beginning become one: a browser would take two of them, and what follows, for another host.
 */
export const withoutSlashes =
  (site: Pick<Site, 'at' | 'publicUrl'>, otherwise: NotFoundHandler): NotFoundHandler =>
  (c) => {
    const path = `/${c.req.path.replace(/^[/\\]+|\/+$/g, '')}`;
    const isAsked = c.req.method === 'GET' || c.req.method === 'HEAD';
    return isAsked && c.req.path.endsWith('/') && OWN_PATH.test(path) ? movedTo(c, site, path) : otherwise(c);
  };
