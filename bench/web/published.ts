import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../../src/adapters/postgres/database.ts';
import { openApp } from '../../src/compose/app.ts';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { flowsPort } from '../../src/compose/flows-port.ts';
import { loadConfig } from '../../src/config.ts';
import { movableClock, silentLog } from '../../src/core/index.ts';
import { interruptLeases } from '../../src/delivery/index.ts';
import { publishEdition } from '../../src/publishing/index.ts';
import { createWeb } from '../../src/web/index.ts';
import { publishedSample, sentEdition } from '../../test/support/publish.ts';
import { closeAtSignal } from '../at-signal.ts';

/** The whole web over both sample editions, with a database of its own, as it is in production; with the pages of flows if asked. */
export async function publishedWeb(folders: readonly string[] = [], { flows = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-web-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, silentLog);
  const { db, close } = connectDatabase(server.url, silentLog);
  await migrate(db);
  const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
  await publishedSample({ db, clock }, 'edition-06');
  clock.advance(90 * 24 * 3_600_000);
  await publishedSample({ db, clock }, 'edition-07');
  for (const more of folders) await publishEdition({ db, clock }, await sentEdition({ db, clock }, more));
  const app = flows
    ? await openApp(
        loadConfig({ DATABASE_URL: server.url, SENDING: 'off', PUBLIC_URL: 'https://bulletin.example.org' }),
        { role: 'bench', log: silentLog, clock },
      )
    : undefined;
  const web = createWeb({
    ...(app ? { flows: flowsPort(app) } : {}),
    db,
    clock,
    log: silentLog,
    queue: { enqueue: async () => {}, close: async () => {} },
    keys: [{ id: 'bench', key: Buffer.alloc(32, 7) }],
    limitKey: Buffer.alloc(32, 9),
    elsewhere,
    interruptSending: interruptLeases,
    config: {
      publicUrl: 'https://bulletin.example.org',
      timeZone: 'Europe/London',
      languages: ['en'],
      sending: 'simulator',
      awsRegion: 'eu-west-2',
      retentionLeftDays: 28,
      retentionUnconfirmedDays: 14,
      retentionEventsDays: 400,
      retentionDraftsDays: 90,
      desk: 'on',
      sessionIdleHours: 12,
      sessionDays: 7,
      approval: 'required',
      sendHoldMinutes: 10,
      trustProxy: 1,
      bulletinName: 'Quarterly',
      noticesPerHour: 3_000,
    },
  });
  const published = {
    web,
    db,
    clock,
    async close() {
      await app?.close();
      await close();
      await server.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  closeAtSignal(published.close);
  return published;
}
