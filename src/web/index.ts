import { Hono } from 'hono';
import { documentCache, openArchive } from '../publishing/index.ts';
import { loadAssets, packageVersion } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { errorHandler, notFoundHandler } from './faults.tsx';
import { healthRoutes } from './health.ts';
import { hookRoutes } from './hooks/index.ts';
import { pathWithin } from './path.ts';
import {
  feedRoutes,
  imageRoutes,
  listRoutes,
  type PublicDeps,
  readingRoutes,
  searchRoutes,
  statementRoutes,
} from './public/index.ts';
import { readerRoutes } from './readers/index.ts';
import { securityHeaderFields, securityHeaders } from './security.ts';
import { liveSite } from './site.ts';

export type { WebConfig, WebDeps } from './deps.ts';

/** Every page and address of one installation. Serve it with @hono/node-server. */
export function createWeb(deps: WebDeps): Hono {
  const { db, config, log } = deps;
  const assets = loadAssets();
  const archive = openArchive(db, { freshForMs: config.freshForMs });
  const site = liveSite(config, assets, archive);
  const pages: PublicDeps = {
    db,
    archive,
    documents: documentCache(),
    site,
    fields: securityHeaderFields(config.publicUrl),
    hub: config.websubHub,
  };

  const web = new Hono({ getPath: pathWithin(config.publicUrl) });
  // In front of the middleware: asked for most often, and most of their cost would be middleware.
  web.route('/', feedRoutes(pages));
  web.use(securityHeaders(config.publicUrl));
  web.route('/', assets.routes);
  web.route('/', healthRoutes(deps));
  if (deps.sns) web.route('/', hookRoutes({ ...deps, sns: deps.sns }));
  web.route('/', imageRoutes(db));
  web.use(async (_c, next) => {
    // The masthead of every page below is the latest edition's.
    await archive.catalogue();
    await next();
  });
  const named = async () => {
    await archive.catalogue();
    return site;
  };
  web.route('/', readerRoutes({ ...deps, archive, site: named }));
  web.route('/', readingRoutes(pages));
  web.route('/', searchRoutes(pages));
  web.route('/', listRoutes(pages));
  web.route('/', statementRoutes({ ...pages, config, version: packageVersion() }));
  web.notFound(notFoundHandler(site));
  web.onError(errorHandler(site, log));
  return web;
}
