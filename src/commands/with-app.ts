import { type App, openApp } from '../compose/app.ts';
import { loadConfig } from '../config.ts';

/** Opens the app, runs the work of one command, and closes the app again whatever happens. */
export async function withApp<T>(work: (app: App) => T | Promise<T>): Promise<T> {
  const app = await openApp(loadConfig({ LOG_LEVEL: 'warn', ...process.env }), {
    role: 'command',
    connections: 4,
  });
  try {
    return await work(app);
  } finally {
    await writeWhatWaits(app);
    await app.close();
  }
}

/** Who left, was suppressed or erased by this command stands in the journal when it ends. Most commands leave nothing to write. */
async function writeWhatWaits(app: App): Promise<void> {
  const waiting = await app.db.selectFrom('journal_entries').select('id').limit(1).executeTakeFirst();
  if (!waiting) return;
  const { openJournal } = await import('../compose/journal.ts');
  const journal = openJournal(app, { joins: false });
  await journal.flush();
  await journal.close();
}
