import { sayDeadLinks } from '../compose/agreement.ts';
import { type App, openApp } from '../compose/app.ts';
import { loadConfig } from '../config.ts';
import { say } from '../terminal/say.ts';
import { stopSignal } from './stopping.ts';
import { startAll } from './up.ts';
import { serveWeb } from './web.ts';

/** `quarterly up`. */
export const up = () =>
  serving('web', async (app) => {
    const running = await startAll(app);
    say(`Quarterly is up: ${running.webUrl}`);
    if (running.outboxUrl) say(`Mail stays on this machine; read it in the outbox: ${running.outboxUrl}`);
    return running;
  });

/** `quarterly web`. */
export const web = () =>
  serving('web', async (app) => {
    const served = await serveWeb(app);
    say(`The web listens: ${served.url}`);
    return served;
  });

/** Runs a role until it is told to stop, then closes what it opened, in order. */
async function serving(
  role: string,
  start: (app: App) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  const app = await openApp(loadConfig(process.env), { role });
  try {
    const stop = stopSignal();
    await sayDeadLinks(app);
    const running = await start(app);
    await stop;
    await running.close();
  } finally {
    await app.close();
  }
}
