import { Hono } from 'hono';
import { paths, sentenceOf, within } from '../core/index.ts';
import { writeProbe } from '../settings/index.ts';
import type { WebDeps } from './deps.ts';

/** What readers do must be stored: a database that answers and takes nothing is not ready. */
const PATIENCE_MS = 5_000;
/** The route is open to all: it writes no more often than this. */
const FRESH_MS = 1_000;

/** `/health/live`: the process answers. `/health/ready`: it can serve readers, and store what they do. */
export function healthRoutes({ db, log }: Pick<WebDeps, 'db' | 'log'>): Hono {
  const routes = new Hono();
  const uncached = { 'Cache-Control': 'no-store' };
  const probe = lately(() => within(PATIENCE_MS, writeProbe(db)));
  routes.get(paths.live.route, (c) => c.json({ status: 'live' }, 200, uncached));
  routes.get(paths.ready.route, async (c) => {
    try {
      await probe();
      return c.json({ status: 'ready' }, 200, uncached);
    } catch (error) {
      log.error({ error: sentenceOf(error) }, 'not ready: the database takes nothing');
      const reason = 'The database does not answer, or takes nothing that is written.';
      return c.json({ status: 'unavailable', reason }, 503, uncached);
    }
  });
  return routes;
}

/** One look at a time, and its answer for a second. */
function lately(look: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> | undefined;
  return () => {
    last ??= look().finally(() => setTimeout(() => (last = undefined), FRESH_MS).unref());
    return last;
  };
}
