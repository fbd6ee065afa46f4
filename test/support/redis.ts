import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

export type TestRedis = {
  url: string;
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
};

/**
 * A real redis-server on a free loopback port, with an append-only file unless `persistent` is false. `program` is that of
 * the tests' own set-up; a bench, which has none, names it.
 */
export async function startRedis({
  persistent = true,
  program,
}: {
  persistent?: boolean;
  program?: string;
} = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-redis-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
    ];
    child = spawn(program ?? inject('redisServer'), [...args, '--appendonly', persistent ? 'yes' : 'no'], {
      stdio: 'ignore',
    });
    await answering(port);
  };
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    async close() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ports given out by this process: the kernel may name one twice in a row while nobody listens there yet. */
const given = new Set<number>();

/** A loopback port that nobody listens on now, and that no earlier call in this process was given. */
export async function freePort(): Promise<number> {
  const port = await anyPort();
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}

function anyPort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await canConnect(port)) return;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error(`redis-server did not answer on port ${port}`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
