import { Hono } from 'hono';
import type { Site } from '../../templates/web/site.ts';
import { loadAssets } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { errorHandler, notFoundHandler } from './faults.tsx';
import { healthRoutes } from './health.ts';
import { hookRoutes } from './hooks/index.ts';
import { securityHeaders } from './security.ts';

export type { WebConfig, WebDeps } from './deps.ts';

/** Every page and address of one installation. Serve it with @hono/node-server. */
export function createWeb(deps: WebDeps): Hono {
  const assets = loadAssets();
  const site: Site = {
    name: 'Quarterly',
    publicUrl: deps.config.publicUrl,
    lang: 'en-GB',
    asset: assets.url,
  };

  const web = new Hono();
  web.use(securityHeaders(deps.config.publicUrl));
  web.route('/', assets.routes);
  web.route('/', healthRoutes(deps));
  if (deps.sns) web.route('/', hookRoutes({ ...deps, sns: deps.sns }));
  web.notFound(notFoundHandler(site));
  web.onError(errorHandler(site, deps.log));
  return web;
}
