import type { Command } from 'commander';
import { type App, openApp } from './app.ts';
import { wholeNumber } from './commands/arguments.ts';
import { say } from './commands/command.ts';
import { loadConfig } from './config.ts';
import { sayDeadLinks } from './roles/agreement.ts';
import { demo } from './roles/demo.ts';
import { stopSignal } from './roles/stopping.ts';
import { startAll } from './roles/up.ts';
import { serveWeb } from './roles/web.ts';
import { becomeWorker } from './roles/worker.ts';

/** The roles of a running installation. */
export function registerRoles(program: Command): void {
  program
    .command('up')
    .description(
      'run everything in one process tree: web, worker and, unless sending is live, the SES simulator',
    )
    .action(() =>
      serving('web', async (app) => {
        const running = await startAll(app);
        say(`Quarterly is up: ${running.webUrl}`);
        if (running.outboxUrl) say(`Mail stays on this machine; read it in the outbox: ${running.outboxUrl}`);
        return running;
      }),
    );
  program
    .command('web')
    .description('run the web pages; any number of these may run')
    .action(() =>
      serving('web', async (app) => {
        const web = await serveWeb(app);
        say(`The web listens: ${web.url}`);
        return web;
      }),
    );
  program
    .command('worker')
    .description('run a worker that assembles, renders, sends and publishes; any number of these may run')
    .action(becomeWorker);
  program
    .command('demo')
    .description('send a sample edition to sample readers on this machine, and serve the result')
    .option('--subscribers <n>', 'how many sample readers', wholeNumber, 200)
    .option('--port <p>', 'port of the web pages', wholeNumber, 3000)
    .option('--once', 'exit after the summary', false)
    .action(demo);
}

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
