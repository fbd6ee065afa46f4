import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { openApp } from '../../src/compose/app.ts';
import { flowsPort } from '../../src/compose/flows-port.ts';
import { startSending, stopDeps } from '../../src/compose/runs.ts';
import { loadConfig } from '../../src/config.ts';
import { editionNumber, runId, silentLog } from '../../src/core/index.ts';
import { importEditionFolder } from '../../src/editions/index.ts';
import { pauseRun, resumeRun } from '../../src/flows/index.ts';
import { editor } from '../../test/support/actors.ts';
import { signedInBrowser } from '../../test/support/desk.ts';
import { launchChromiumServer } from '../../test/support/launch-chromium.ts';
import { serveWeb } from '../../test/support/serve-web.ts';
import { closeAtSignal } from '../at-signal.ts';

// How long a run's page in Chromium takes until it shows what is: behind an nginx that buffers, after the browser slept, and after the
// web was started anew. It needs nginx: `apt-get install nginx`. `SLEEP_S=600 npm run bench:run-page`; the bar is 5 s.
const SLEEP_S = Number(process.env.SLEEP_S ?? 600);
const ROUNDS = Number(process.env.ROUNDS ?? 10);
if (spawnSync('nginx', ['-v']).error) throw new Error('This bench needs nginx: apt-get install nginx.');

const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-run-'));
chmodSync(folder, 0o755);
const postgres = await startEmbeddedPostgres(folder, silentLog);
const env = { DATABASE_URL: postgres.url, SENDING: 'off', PUBLIC_URL: 'http://localhost' };
const config = loadConfig(env);
const app = await openApp(config, { role: 'bench', log: silentLog });
const by = editor();
const edition = editionNumber(7);
await importEditionFolder(app, new URL('../../sample/edition-07', import.meta.url).pathname, by);
const run = runId((await startSending(app, { edition, by })).id);

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

/** nginx as Debian has it: it buffers, and does not know about events. */
async function nginxTo(target: string, more = '') {
  const port = await freePort();
  const at = join(folder, String(port));
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${at}-${name};`,
  );
  const write = (to: string) =>
    writeFileSync(
      `${at}.conf`,
      `daemon off; error_log ${at}.log; pid ${at}.pid; events {}
      http { access_log off; ${temp.join(' ')} gzip on; gzip_types text/event-stream;
        server { listen 127.0.0.1:${port}; location / {
          proxy_pass ${to}; proxy_http_version 1.1; proxy_set_header Connection ""; ${more} } } }`,
    );
  write(target);
  const child = spawn('nginx', ['-c', `${at}.conf`], { stdio: 'inherit' });
  await delay(500);
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo(other: string) {
      write(other);
      child.kill('SIGHUP');
    },
    stop: () => child.kill('SIGTERM'),
  };
}

const serve = () => serveWeb({ ...app, theme: app.rendering.theme, flows: flowsPort(app) }, config);
let web = await serve();
const browserServer = await launchChromiumServer(process.env.CHROMIUM ?? '/usr/bin/chromium');
const browser = await chromium.connect(browserServer.wsEndpoint());
const { cookie } = await signedInBrowser(app, web.site, { name: 'Ed Example' });

async function pageAt(url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const value = cookie.slice(cookie.indexOf('=') + 1);
  await context.addCookies([{ name: 'quarterly-session', value, url }]);
  const page = await context.newPage();
  await page.goto(`/desk/runs/${run}`);
  return page;
}

let paused = false;
/** Pauses the run, or lets it go on; what the page says then. */
async function turn(): Promise<RegExp> {
  await (paused ? resumeRun : pauseRun)(stopDeps(app), { edition, by });
  paused = !paused;
  return paused ? /Whoever lets it go on/ : /Quarterly’s own/;
}

const shown = (page: Page, words: RegExp, timeout = 60_000) =>
  page
    .getByText(words)
    .first()
    .waitFor({ timeout })
    .then(
      () => true,
      () => false,
    );

async function timed(page: Page, words: RegExp, timeout?: number): Promise<string> {
  const from = performance.now();
  return (await shown(page, words, timeout)) ? `${Math.round(performance.now() - from)} ms` : 'never';
}

const say = (what: string, found: string) => console.log(`${what.padEnd(58)} ${found}`);
const first = await nginxTo(web.site);
const proxies = [first];
closeAtSignal(close);

for (const [what, more] of [
  ['behind nginx, which buffers', ''],
  ['behind nginx, which is told to heed no X-Accel-Buffering', 'proxy_ignore_headers X-Accel-Buffering;'],
] as const) {
  const proxy = await nginxTo(web.site, more);
  proxies.push(proxy);
  const page = await pageAt(proxy.url);
  await delay(2_000);
  const times: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(page, await turn(), 20_000));
  say(`${what}, ${ROUNDS} changes`, times.join(', '));
  await page.context().close();
}

const page = await pageAt(first.url);
await delay(2_000);
web.close();
const words = await turn();
await delay(3_000);
web = await serve();
first.leadTo(web.site);
say('after the web was away for 3 s and came back', await timed(page, words));

const group = browserServer.process().pid ?? 0;
/** The browser with every process of its own. */
function everybody(): number[] {
  const found = [group];
  for (const one of found) {
    const { stdout } = spawnSync('pgrep', ['-P', String(one)], { encoding: 'utf8' });
    found.push(...stdout.split('\n').filter(Boolean).map(Number));
  }
  return found;
}
const asleep = everybody();
for (const pid of asleep) process.kill(pid, 'SIGSTOP');
const waking = await turn();
await delay(SLEEP_S * 1_000);
for (const pid of asleep) process.kill(pid, 'SIGCONT');
say(`after the browser slept for ${SLEEP_S} s`, await timed(page, waking));
await close();

async function close(): Promise<void> {
  for (const proxy of proxies) proxy.stop();
  await browser.close().catch(() => {});
  await browserServer.close();
  web.close();
  await app.close();
  await postgres.release();
  rmSync(folder, { recursive: true, force: true });
}
