import { Hono } from 'hono';
import { archiveIsReachable } from '../publishing/index.ts';
import type { WebDeps } from './deps.ts';

/** `/health/live`: the process answers. `/health/ready`: it can serve readers, its database answers too. */
export function healthRoutes({ db, log }: Pick<WebDeps, 'db' | 'log'>): Hono {
  const routes = new Hono();
  const uncached = { 'Cache-Control': 'no-store' };
  routes.get('/health/live', (c) => c.json({ status: 'live' }, 200, uncached));
  routes.get('/health/ready', async (c) => {
    try {
      await archiveIsReachable(db);
      return c.json({ status: 'ready' }, 200, uncached);
    } catch (error) {
      log.error({ error: String(error) }, 'not ready: the database does not answer');
      return c.json({ status: 'unavailable', reason: 'The database does not answer.' }, 503, uncached);
    }
  });
  return routes;
}
