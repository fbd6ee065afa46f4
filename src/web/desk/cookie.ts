import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';

/** `session`: who is signed in. `asked`: that a mail for signing in was asked for in this browser. */
export type DeskCookie = 'session' | 'asked';

/**
 * The prefix binds a cookie to this very host, over TLS (RFC 6265bis §4.1.3.2). A browser takes it over TLS alone, so on plain HTTP,
 * which is for this machine, the name goes without.
 */
const isSecure = (publicUrl: string) => publicUrl.startsWith('https:');
const nameOf = (cookie: DeskCookie, publicUrl: string) =>
  `${isSecure(publicUrl) ? '__Host-' : ''}quarterly-${cookie}`;

// `Lax` lets a mailed link be followed by somebody who is signed in; no GET changes anything.
const options = (publicUrl: string): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Lax',
  secure: isSecure(publicUrl),
});

export const readDeskCookie = (c: Context, cookie: DeskCookie, publicUrl: string): string | undefined =>
  getCookie(c, nameOf(cookie, publicUrl));

export function setDeskCookie(
  c: Context,
  cookie: DeskCookie,
  { value, publicUrl, maxAgeSeconds }: { value: string; publicUrl: string; maxAgeSeconds: number },
): void {
  setCookie(c, nameOf(cookie, publicUrl), value, { ...options(publicUrl), maxAge: maxAgeSeconds });
}

export function endDeskCookie(c: Context, cookie: DeskCookie, publicUrl: string): void {
  deleteCookie(c, nameOf(cookie, publicUrl), options(publicUrl));
}
