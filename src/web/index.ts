import type { HttpBindings } from '@hono/node-server';
import { type ErrorHandler, Hono } from 'hono';
import { standardTheme } from '../../templates/theme.ts';
import { packageVersion } from '../core/index.ts';
import { codingChooser, documentCache, fragmentCache, openArchive } from '../publishing/index.ts';
import type { LanguageName } from '../words/written.ts';
import { loadAssets } from './assets.ts';
import { calendarFileRoutes } from './calendar-file.ts';
import { withoutSlashes } from './canonical.ts';
import { contributorRoutes } from './contributors/index.ts';
import type { Web, WebDeps } from './deps.ts';
import { deskRoutes } from './desk/index.ts';
import { errorHandler, notFoundHandler, refusal } from './faults.tsx';
import { healthRoutes } from './health.ts';
import { hookRoutes } from './hooks/index.ts';
import { metricsRoutes } from './metrics.ts';
import { pathWithin } from './path.ts';
import {
  answering,
  feedRoutes,
  imageRoutes,
  listRoutes,
  type PublicDeps,
  readingRoutes,
  searchRoutes,
  statementRoutes,
} from './public/index.ts';
import { readerRoutes } from './readers/index.ts';
import { withRequestIds } from './request-ids.ts';
import { refusedTarget } from './request-target.ts';
import { securityHeaderFields, securityHeaders } from './security.ts';
import { placeOf, siteNamer } from './site.ts';

export type { SiteAddress, Web, WebConfig, WebDeps } from './deps.ts';
export { webServer } from './server.ts';

/** Every page and address of one installation. */
export function createWeb(deps: WebDeps): Web {
  const { db, config, log } = deps;
  const assets = loadAssets(deps.theme ?? standardTheme);
  const archive = openArchive(db, {
    freshForMs: config.freshForMs,
    spoken: { theme: deps.theme ?? standardTheme, languages: config.languages },
    ...(deps.draft === undefined ? {} : { draft: { edition: deps.draft, clock: deps.clock } }),
  });
  const place = placeOf(deps, assets);
  const siteOf = siteNamer(deps, assets);
  const siteNow = async (language?: LanguageName) => siteOf(await archive.catalogue(), language);
  // A refusal is said under the name that is known, since the database may be what is away.
  const siteKnown = () => siteOf(archive.known());
  const pages: PublicDeps = {
    db,
    config,
    archive,
    documents: documentCache(),
    fragments: fragmentCache(),
    answer: answering(codingChooser()),
    place,
    siteOf,
    fields: securityHeaderFields(config.publicUrl),
    hub: config.websubHub,
  };

  const web = inFront(feedRoutes(pages), config, errorHandler(siteKnown, log));
  const rest = new Hono({ getPath: pathWithin(config) });
  web.notFound((c) => rest.fetch(c.req.raw, c.env));
  rest.use(securityHeaders(config.publicUrl));
  rest.use(async ({ req }, next) => {
    await next();
    if (req.method === 'POST') await deps.afterChange?.();
  });
  rest.route('/', assets.routes);
  rest.route('/', healthRoutes(deps));
  rest.route('/', metricsRoutes(deps));
  if (deps.sns) rest.route('/', hookRoutes({ ...deps, sns: deps.sns }));
  rest.route('/', imageRoutes(deps, archive));
  const { noticesPerHour } = config;
  rest.route('/', readerRoutes({ ...deps, archive, site: siteNow, noticesPerHour }));
  rest.route('/', contributorRoutes({ ...deps, archive, site: siteNow }));
  if (deps.calendar) rest.route('/', calendarFileRoutes({ calendar: deps.calendar, site: siteNow }));
  if (config.desk === 'on') rest.route('/', deskRoutes({ ...deps, site: siteNow }));
  rest.route('/', readingRoutes(pages));
  rest.route('/', searchRoutes(pages));
  rest.route('/', listRoutes(pages));
  rest.route('/', statementRoutes({ ...pages, config, version: packageVersion() }));
  rest.notFound(withoutSlashes(place, notFoundHandler(siteNow)));
  rest.onError(errorHandler(siteKnown, log));
  const refuse = refusal(siteKnown, pages.fields);
  return {
    // A middleware answers nothing by itself.
    addresses: [...web.routes, ...rest.routes].filter(({ method }) => method !== 'ALL'),
    fetch: withRequestIds((request, env, context) => {
      const why = refusedTarget(request.url, (env as Partial<HttpBindings> | undefined)?.incoming);
      return why === undefined ? web.fetch(request, env, context) : refuse(why);
    }, deps.metrics?.requestEnded),
  };
}

/** Routes that no middleware passes, so that Hono calls their handler and nothing else. */
function inFront(
  routes: Hono,
  config: Pick<WebDeps['config'], 'publicUrl' | 'languages'>,
  onError: ErrorHandler,
): Hono {
  const web = new Hono({ getPath: pathWithin(config) });
  web.route('/', routes);
  web.onError(async (error, c) => {
    const answer = await onError(error, c);
    for (const [name, value] of Object.entries(securityHeaderFields(config.publicUrl)))
      answer.headers.set(name, value);
    return answer;
  });
  return web;
}
