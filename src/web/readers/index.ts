import { Hono } from 'hono';
import { paths } from '../../core/index.ts';
import { addressRoutes } from './address.tsx';
import { confirmRoutes } from './confirm.tsx';
import type { ReaderEnv, ReaderPages } from './deps.ts';
import { leaveRoutes } from './leave.tsx';
import { lostLinkRoutes } from './lost-link.tsx';
import { ownFeedRoutes, preferenceRoutes } from './preferences.tsx';
import { readerRefusals } from './refusals.tsx';
import { signUpRoutes } from './sign-up.tsx';
import { speakingTo } from './speaking-to.ts';

export type { ReaderPages } from './deps.ts';

/** Everything that readers do for themselves, without a password. */
export function readerRoutes(pages: ReaderPages): Hono<ReaderEnv> {
  const routes = new Hono<ReaderEnv>();
  const { subscribe, confirm, preferences, addressChange, unsubscribe } = paths;
  for (const { stem } of [subscribe, confirm, preferences, addressChange, unsubscribe]) {
    routes.use(`${stem}/*`, async (c, next) => {
      c.set('site', await speakingTo(pages, c));
      await next();
    });
  }
  routes.route('/', signUpRoutes(pages));
  routes.route('/', confirmRoutes(pages));
  routes.route('/', lostLinkRoutes(pages));
  routes.route('/', preferenceRoutes(pages));
  routes.route('/', addressRoutes(pages));
  routes.route('/', leaveRoutes(pages));
  routes.route('/', ownFeedRoutes(pages));
  routes.onError(readerRefusals(pages));
  return routes;
}
