import type { MiddlewareHandler } from 'hono';

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

/** The headers that every answer carries. No inline script or style is ever allowed; pages need none. */
export const securityHeaderFields = (publicUrl: string): Record<string, string> => ({
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  // Addresses of preference pages hold a token: no other site may ever see them.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  ...(publicUrl.startsWith('https:')
    ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
    : {}),
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
