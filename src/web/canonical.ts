import type { Context, NotFoundHandler } from 'hono';
import type { Site } from '../../templates/web/site.ts';

/** Leads to `path` of this site, with the query that was asked, for good. */
export const movedTo = (c: Context, site: Pick<Site, 'at'>, path: string) =>
  c.redirect(`${site.at(path)}${new URL(c.req.url).search}`, 301);

/**
 * An address that was typed or linked with a slash at its end leads to the one without. Slashes of either kind at
 * the beginning become one: a browser would take two of them, and what follows, for another host.
 */
export const withoutSlashes =
  (site: Pick<Site, 'at'>, otherwise: NotFoundHandler): NotFoundHandler =>
  (c) => {
    const path = c.req.path.replace(/^[/\\]+|\/+$/g, '');
    const isAsked = c.req.method === 'GET' || c.req.method === 'HEAD';
    return isAsked && path !== '' && c.req.path.endsWith('/') ? movedTo(c, site, `/${path}`) : otherwise(c);
  };
