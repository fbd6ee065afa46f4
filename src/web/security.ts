import type { MiddlewareHandler } from 'hono';
import { sitePath } from './path.ts';

const policy = [
  "default-src 'none'",
  // Browsers also load a feed's XSL stylesheet under `script-src` (CSP 3 §6.7.1).
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  // `form-action`, `frame-ancestors` and `base-uri` do not fall back to `default-src` (CSP 3 §6.3).
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Strict-Transport-Security binds a whole host for a year (RFC 6797 §6.1), and its subdomains when it says so: neither the
 * site on whose host we are a path nor the neighbours of ours asked for that.
 */
const isHostOfOurOwn = (publicUrl: string) => publicUrl.startsWith('https:') && sitePath(publicUrl) === '';

/** Of pages that show a mail in a frame of its own. */
export const framingPolicy = `${policy}; frame-src 'self'`;

/**
 * Of a mail that stands in a frame of our own pages: it may look like itself, with our pictures, and do nothing. `sandbox` without a
 * value allows neither scripts nor forms, and gives it an origin of its own (HTML §7.1.5).
 */
export const framedMailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The headers that every answer carries. No inline script or style is ever allowed; pages need none. */
export const securityHeaderFields = (publicUrl: string): Record<string, string> => ({
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  // Addresses of preference pages hold a token: no other site may ever see them.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  ...(isHostOfOurOwn(publicUrl) ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
});

export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const fields = Object.entries(securityHeaderFields(publicUrl));
  return async (c, next) => {
    await next();
    for (const [name, value] of fields) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}
