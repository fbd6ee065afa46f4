import { Hono } from 'hono';
import { paths } from '../core/index.ts';
import { isBearer } from '../metrics/index.ts';
import type { WebDeps } from './deps.ts';

/** `/metrics`: for who has the token; for anybody else, and where none is set, there is no such page. */
export function metricsRoutes({ config, metrics }: Pick<WebDeps, 'config' | 'metrics'>): Hono {
  const routes = new Hono();
  routes.get(paths.metrics.route, async (c, next) => {
    const { metricsToken: token } = config;
    if (!metrics || token === undefined || !isBearer(c.req.header('authorization'), token)) return next();
    const { body, contentType } = await metrics.page();
    return c.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
  });
  return routes;
}
