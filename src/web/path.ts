import { getPath } from 'hono/utils/url';
import { splitToken } from '../../subscribers/index.ts';
import { outOfLanguage, paths } from '../core/index.ts';
import type { LanguageName, Languages } from '../words/written.ts';

/** The path that PUBLIC_URL has, such as `/bulletin`; empty when the site has a host of its own. */
export const sitePath = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/+$/, '');

const UNSUBSCRIBE = `${paths.unsubscribe.stem}/`;

/**
 * What mail programs and scanners have been seen to add to an address: the full stop of the sentence, the bracket around it,
 * spaces, a slash, line ends in quoted-printable, and all that escaped for HTML. No letter or digit, and no query.
 */
const ADDED = /^(?:&(?:gt|lt|quot|apos|nbsp|amp|#\d+|#x[0-9a-f]+);?|=[0-9a-f]{2}|[^\p{L}\p{N}?])*$/iu;

/** Steps up: the address of something else. */
const CLIMBING = /[/\\]\.{1,2}[/\\]|[/\\]\.\.$/;

/** A one-click POST unsubscribes (RFC 8058 §3.2) whatever was added to the address; a token is not one character longer. */
function withoutAddition(path: string): string {
  if (!path.startsWith(UNSUBSCRIBE)) return path;
  const found = splitToken(path.slice(UNSUBSCRIBE.length));
  if (!found) return path;
  const rest = decoded(found.rest);
  return ADDED.test(rest) && !CLIMBING.test(rest) ? UNSUBSCRIBE + found.token : path;
}

/** Decoded as often as it was encoded: some programs encode an address that is encoded already. */
function decoded(text: string): string {
  let now = text;
  for (let times = 0; times < 3 && now.includes('%'); times += 1) {
    try {
      now = decodeURIComponent(now);
    } catch {
      return now.replaceAll('%', '');
    }
  }
  return now;
}

/**
 * A request's path within the site. Some reverse proxies hand on the whole path and others strip the site's part:
 * both are understood, and so are health checks and hooks that ask the process itself. A language before the path is left out.
 */
export function pathWithin({ publicUrl, languages }: Place): (request: Request) => string {
  const base = sitePath(publicUrl);
  return (request) => withoutAddition(outOfLanguage(withinSite(request, base), languages).path);
}

/** The language that a request names before its path. */
export const namedLanguage = (request: Request, { publicUrl, languages }: Place): LanguageName | undefined =>
  outOfLanguage(withinSite(request, sitePath(publicUrl)), languages).language;

type Place = { publicUrl: string; languages: Languages };

function withinSite(request: Request, base: string): string {
  const path = getPath(request);
  if (base === '') return path;
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}
