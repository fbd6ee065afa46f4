import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Permission, requireMay, whoIsSignedIn } from '../../access/index.ts';
import { fault, paths } from '../../core/index.ts';
import { leadTo } from '../canonical.ts';
import { framingPolicy } from '../security.ts';
import { readDeskCookie } from './cookie.ts';
import type { DeskDeps, SignedInEnv } from './deps.ts';

/** Its pages may show a mail in a frame; no cache keeps them, no search engine finds them. */
export const deskHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', framingPolicy);
  c.header('Cache-Control', 'no-store');
  c.header('X-Robots-Tag', 'noindex, nofollow');
};

/** Lets on only who is signed in; everybody else is asked to sign in, and comes back to the page that they wanted. */
export const signedIn =
  ({ db, clock, config }: DeskDeps): MiddlewareHandler<SignedInEnv> =>
  async (c, next) => {
    const token = readDeskCookie(c, 'session', config.publicUrl);
    const limits = { idleHours: config.sessionIdleHours, days: config.sessionDays };
    const person = token === undefined ? undefined : await whoIsSignedIn({ db, clock }, token, limits);
    if (!person) {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') {
        const address = paths.desk.signIn({ next: wanted(c.req.url) });
        return leadTo(c, c.get('site'), { address, status: 303 });
      }
      throw fault(
        'forbidden',
        'You are no longer signed in, so nothing was changed. Sign in in another tab, then come back here and press the button again.',
      );
    }
    c.set('person', person);
    c.set('actor', { kind: 'person', ...person });
    await next();
  };

/** Where somebody wanted to go, without what the site's path adds. */
function wanted(url: string): string {
  const { pathname, search } = new URL(url);
  const start = pathname.indexOf(paths.desk.home.stem);
  return start < 0 ? paths.desk.home() : pathname.slice(start) + search;
}

/** Larger than any welcome: 100,000 characters, percent-encoded. */
export const formLimit = bodyLimit({
  maxSize: 512 * 1_024,
  onError: () => {
    throw fault('invalid', 'The form is larger than 512 kB, so nothing was changed: shorten its text.');
  },
});

/** Lets on only who may; the refusal says what they may not. */
export const mayOnly =
  (permission: Permission): MiddlewareHandler<SignedInEnv> =>
  async (c, next) => {
    requireMay(c.get('actor'), permission);
    await next();
  };
