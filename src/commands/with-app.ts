import { type App, openApp } from '../compose/app.ts';
import { loadConfig } from '../config.ts';

/** Opens the app, runs the work of one command, and closes the app again whatever happens. */
export async function withApp(work: (app: App) => void | Promise<void>): Promise<void> {
  const app = await openApp(loadConfig({ LOG_LEVEL: 'warn', ...process.env }), {
    role: 'command',
    connections: 4,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}
