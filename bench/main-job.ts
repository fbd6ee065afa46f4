import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/server.ts';
import { connectDatabase, migrate } from '../src/adapters/postgres/database.ts';
import { silentLog, systemClock } from '../src/core/index.ts';
import { assembleEdition, draftSnapshot, importEditionFolder } from '../src/editions/index.ts';
import { loadTheme } from '../src/rendering/index.ts';
import { editor } from '../test/support/actors.ts';
import { closeAtSignal } from './at-signal.ts';
import { benchRendering } from './rendering.ts';

// The goals of the main job: an edition compiled with 255 variants, an existing folder's start, the demo's sending.
const BIN = fileURLToPath(new URL('../bin/quarterly.js', import.meta.url));
const SAMPLE = fileURLToPath(new URL('../sample/edition-07', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'quarterly-bench-'));
chmodSync(folder, 0o755);

const line = (what: string, measured: string, goal: string) =>
  console.log(`${what.padEnd(52)} ${measured.padStart(10)}   goal ${goal}`);

/** Seconds until a command of ours has said `ready`, and all that it said until it ended. */
function run(env: Record<string, string>, ready: RegExp, ...args: string[]) {
  const began = performance.now();
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise<{ seconds: number; said: string }>((done) => {
    let said = '';
    let seconds = 0;
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (seconds > 0 || !ready.test(said)) return;
      seconds = (performance.now() - began) / 1_000;
      child.kill('SIGTERM');
    });
    child.once('close', () => done({ seconds, said }));
  });
}

async function rendering(): Promise<void> {
  const server = await startEmbeddedPostgres(join(folder, 'rendering'), silentLog);
  closeAtSignal(server.release);
  const { db, close } = connectDatabase(server.url, silentLog);
  const deps = { db, clock: systemClock };
  await migrate(db);
  const { edition } = await importEditionFolder(deps, SAMPLE, editor());
  await assembleEdition(deps, edition, editor());
  const options = { publicUrl: 'https://bulletin.example.org', theme: loadTheme('standard') };
  const figures = await benchRendering(await draftSnapshot(deps, edition), options);
  await close();
  await server.release();
  const total = figures.compileMs + figures.spliceMs;
  line(`compile the sample, splice ${figures.variants} variants`, `${total.toFixed(0)} ms`, '< 200 ms');
}

async function starting(): Promise<void> {
  const env = { DATA_DIR: join(folder, 'up'), PORT: '0', SIMULATOR_PORT: '0', LOG_LEVEL: 'silent' };
  const first = await run(env, /is up/, 'up');
  line('start-up of a new data folder', `${first.seconds.toFixed(1)} s`, '–');
  const again = await run(env, /is up/, 'up');
  line('start-up of an existing data folder', `${again.seconds.toFixed(1)} s`, '< 3 s');
}

async function sending(): Promise<void> {
  const env = { DATA_DIR: join(folder, 'demo') };
  const { said } = await run(env, /never said/, 'demo', '--once', '--port', '3999');
  const seconds = /seconds\s+([\d.]+)/.exec(said)?.[1] ?? '?';
  line('demo: import, flow and 200 mails, after start-up', `${seconds} s`, '< 5 s');
}

try {
  await rendering();
  await starting();
  await sending();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
