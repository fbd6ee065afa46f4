import { getPath } from 'hono/utils/url';

/** The path that PUBLIC_URL has, such as `/bulletin`; empty when the site has a host of its own. */
export const sitePath = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/+$/, '');

/**
 * A request's path within the site. Some reverse proxies hand on the whole path and others strip the site's part:
 * both are understood, and so are health checks and hooks that ask the process itself.
 */
export function pathWithin(publicUrl: string): (request: Request) => string {
  const base = sitePath(publicUrl);
  if (base === '') return getPath;
  return (request) => {
    const path = getPath(request);
    if (path === base) return '/';
    return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  };
}
