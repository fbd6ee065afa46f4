import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type App, openApp } from '../../src/compose/app.ts';
import { ensureSimulator } from '../../src/compose/simulator.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-roles-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (url: string, env: Record<string, string | undefined> = {}): Promise<App> =>
  openApp(loadConfig({ DATABASE_URL: url, DATA_DIR: folder, SIMULATOR_PORT: '0', ...env }), {
    role: 'test',
    log: silentLog,
  });

test('every process of an installation sends to the one simulator, and its end is noticed', async () => {
  const { url } = await freshDatabase();
  const [web, worker] = [await open(url), await open(url)];
  const first = await ensureSimulator(web);
  const second = await ensureSimulator(worker);
  expect(second?.url).toBe(first?.url);
  await second?.close();
  expect((await fetch(`${first?.url}/_control/counters`)).status).toBe(200);
  await first?.close();
  const next = await ensureSimulator(worker);
  expect(next?.url).not.toBe(first?.url);
  await next?.close();
  await web.close();
  await worker.close();
});

test.each([{ SENDING: 'live' }, { SENDING: 'off' }, { SES_ENDPOINT: 'http://127.0.0.1:9' }])(
  'no simulator is started when mail goes elsewhere or nowhere: %o',
  async (env) => {
    const { url } = await freshDatabase();
    const app = await open(url, env);
    expect(await ensureSimulator(app)).toBeUndefined();
    await app.close();
  },
);
