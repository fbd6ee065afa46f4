import { Hono } from 'hono';
import type { Site } from '../../templates/web/site.ts';
import { documentCache, openArchive } from '../publishing/index.ts';
import { loadAssets } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { errorHandler, notFoundHandler } from './faults.tsx';
import { healthRoutes } from './health.ts';
import { hookRoutes } from './hooks/index.ts';
import type { PublicDeps } from './public/deps.ts';
import { feedRoutes } from './public/feeds.ts';
import { imageRoutes } from './public/images.ts';
import { readingRoutes } from './public/reading.ts';
import { readerRoutes } from './readers/index.ts';
import { securityHeaderFields, securityHeaders } from './security.ts';

export type { WebConfig, WebDeps } from './deps.ts';

/** Every page and address of one installation. Serve it with @hono/node-server. */
export function createWeb(deps: WebDeps): Hono {
  const assets = loadAssets();
  const base: Site = {
    name: 'Quarterly',
    publicUrl: deps.config.publicUrl,
    lang: 'en-GB',
    timeZone: deps.config.timeZone,
    asset: assets.url,
  };

  const publicDeps: PublicDeps = {
    db: deps.db,
    archive: openArchive(deps.db, { freshForMs: deps.config.freshForMs }),
    documents: documentCache(),
    siteOf: ({ editions: [latest] }) =>
      latest ? { ...base, name: latest.title, contact: latest.mailbox } : base,
    hub: deps.config.websubHub,
    fields: securityHeaderFields(deps.config.publicUrl),
  };

  const web = new Hono();
  web.route('/', feedRoutes(publicDeps));
  web.use(securityHeaders(deps.config.publicUrl));
  web.route('/', assets.routes);
  web.route('/', healthRoutes(deps));
  if (deps.sns) web.route('/', hookRoutes({ ...deps, sns: deps.sns }));
  web.route(
    '/',
    readerRoutes({
      ...deps,
      archive: publicDeps.archive,
      site: async () => publicDeps.siteOf(await publicDeps.archive.catalogue()),
    }),
  );
  web.route('/', imageRoutes(deps.db));
  web.route('/', readingRoutes(publicDeps));
  web.notFound(notFoundHandler(base));
  web.onError(errorHandler(base, deps.log));
  return web;
}
