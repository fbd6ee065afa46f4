import { type App, openApp } from './app.ts';
import { say } from './commands/command.ts';
import { loadConfig } from './config.ts';
import { sayDeadLinks } from './roles/agreement.ts';
import { stopSignal } from './roles/stopping.ts';
import { startAll } from './roles/up.ts';
import { serveWeb } from './roles/web.ts';

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
