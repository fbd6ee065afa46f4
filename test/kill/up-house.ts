import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { openApp } from '../../src/compose/app.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/core/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { quarterlyRunning, type Running } from '../support/command.ts';
import { freePort } from '../support/redis.ts';
import { alive, CONCURRENCY, type House, LEASE_SECONDS } from './house.ts';

/** `quarterly up` with its embedded stores: its own process, its worker's and its PostgreSQL's can be killed. */
export type UpHouse = Pick<House, 'app' | 'simulator' | 'replaceWorkers' | 'close'> & {
  up(): Running;
  worker(): number;
  postmaster(): number;
};

export async function buildUpHouse(): Promise<UpHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-kill-up-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const simulator = await startSimulator({
    maxSendRate: -1,
    max24HourSend: -1,
    latencyMs: [40, 80],
    eventsTo: `http://127.0.0.1:${port}/hooks/ses`,
    events: { retries: 120, retryMs: 500 },
  });
  const env = {
    DATA_DIR: folder,
    SES_ENDPOINT: simulator.url,
    SENDING: 'simulator',
    SEND_CONCURRENCY: String(CONCURRENCY),
    LEASE_SECONDS: String(LEASE_SECONDS),
    SECRET_KEY: 'a key for killing, of more than 32 characters',
    PUBLIC_URL: 'https://bulletin.example.org',
    PORT: String(port),
  };
  const start = () => quarterlyRunning(env, /Quarterly is up/, 'up');
  let up = await start();
  const { DATA_DIR: _, ...rest } = env;
  const open = async () => {
    // Joined for its address alone: whoever holds a server starts it again when it dies, and that is what `up` must do.
    const joined = await startEmbeddedPostgres(folder, silentLog);
    await joined.release();
    return openApp(loadConfig({ ...rest, DATABASE_URL: joined.url }), { role: 'kill', log: silentLog });
  };
  let app = await open();
  const postmaster = () =>
    Number(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    get app() {
      return app;
    },
    simulator,
    up: () => up,
    worker: () => childOf(up.pid, /workers\/main/),
    postmaster,
    async replaceWorkers() {
      if (alive(up.pid)) return;
      up = await start();
      // One that was stopped in good order may come back at another port.
      await app.close();
      app = await open();
    },
    async close() {
      await app.close();
      await up.stop();
      await simulator.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childOf(parent: number, is: RegExp): number {
  const list = execFileSync('ps', ['--ppid', String(parent), '-o', 'pid=,args='], { encoding: 'utf8' });
  return Number.parseInt(list.split('\n').find((line) => is.test(line)) ?? '', 10);
}
