import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { freePort } from '../support/redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterly-demo-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { DATA_DIR: folder };
const serverRuns = (data: string) => existsSync(join(data, 'postgres', 'cluster', 'postmaster.pid'));

test('the first Ctrl-C ends it at any moment and leaves nothing running; its data are where it says', async () => {
  const port = await freePort();
  const data = join(folder, `demo-${port}`);
  const demo = (ready: RegExp) =>
    quarterlyRunning(env, ready, 'demo', '--port', String(port), '--subscribers', '20');
  for (const moment of [/Starting PostgreSQL/, /Importing an earlier edition/, /Importing the sample/]) {
    const running = await demo(moment);
    expect(await running.stop('SIGINT'), running.said()).toBe(0);
    expect(running.said()).toContain('Stopping what the demo started');
    expect(serverRuns(data)).toBe(false);
  }
  const served = await demo(/Served until Ctrl-C/);
  expect(served.said()).toContain(`DATA_DIR=${data} npx quarterly edition list`);
  const [, link = ''] = /the desk +(http:\S+\/desk\/sign-in\/[\w-]{43})/.exec(served.said()) ?? [];
  const pressed = await fetch(link, { method: 'POST', redirect: 'manual' });
  const cookie = pressed.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const desk = await fetch(new URL('/desk', link), { headers: { cookie } });
  const home = await desk.text();
  expect(home).toContain('What needs you');
  expect(home).toMatch(/Edition 8.*waits for approval/s);
  const listed = await quarterly({ DATA_DIR: data }, 'edition', 'list');
  expect(listed.out).toMatch(/^7 +(?:sent|published) /m);
  expect(await served.stop('SIGINT')).toBe(0);
  expect(serverRuns(data)).toBe(false);
  expect(existsSync(join(folder, 'demo'))).toBe(false);
}, 600_000);
