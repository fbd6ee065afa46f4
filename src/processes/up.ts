import { requireAgreement } from '../compose/agreement.ts';
import type { App } from '../compose/app.ts';
import { ensureSimulator } from '../compose/simulator.ts';
import { paths } from '../core/index.ts';
import { serveWeb } from './web.ts';
import { startWorkerProcess } from './worker.ts';

export type Running = { webUrl: string; outboxUrl?: string; close(): Promise<void> };

/** All of Quarterly in one process tree: web and simulator here, the worker as a child. */
export async function startAll(app: App, env: Record<string, string> = {}): Promise<Running> {
  await requireAgreement(app);
  const web = await serveWeb(app);
  const simulator = await ensureSimulator(app, `http://127.0.0.1:${web.port}${paths.sesEvents()}`);
  const worker = startWorkerProcess(app, {
    ...env,
    // The embedded database's address is passed on, so that the child never starts a server of its own.
    DATABASE_URL: app.databaseUrl,
    // The web, here, has that port.
    METRICS_PORT: '',
    ...(simulator ? { SES_ENDPOINT: simulator.url } : {}),
  });
  return {
    webUrl: web.url,
    ...(simulator ? { outboxUrl: simulator.url } : {}),
    async close() {
      await worker.close();
      await web.close();
      await simulator?.close();
    },
  };
}
