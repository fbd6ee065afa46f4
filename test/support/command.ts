import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export type Said = { status: number | null; out: string; err: string };

/** Runs `quarterly …` as an operator would, compiled, with only the environment given. */
export const quarterly = (env: Record<string, string>, ...args: string[]): Promise<Said> =>
  heard(start(env, args));

/** The same of another program, given by its arguments to Node. */
export const otherProgram = (env: Record<string, string>, ...args: string[]): Promise<Said> =>
  heard(startNode(env, args));

function heard(child: ReturnType<typeof startNode>): Promise<Said> {
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((done) => child.once('close', (status) => done({ status, out, err })));
}

export type Running = {
  said(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Its exit status; null = a signal ended it. */
  ended: Promise<number | null>;
  pid: number;
};

/** Starts a role that runs until it is stopped, or a long command, and waits until it has said `ready`. */
export function quarterlyRunning(
  env: Record<string, string>,
  ready: RegExp,
  ...args: string[]
): Promise<Running> {
  return runningWhen(ready, start(env, args));
}

/** The same of another program, given by its arguments to Node. */
export const otherProgramRunning = (
  env: Record<string, string>,
  ready: RegExp,
  ...args: string[]
): Promise<Running> => runningWhen(ready, startNode(env, args));

function runningWhen(ready: RegExp, child: ReturnType<typeof startNode>): Promise<Running> {
  let text = '';
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const running: Running = {
    pid: child.pid as number,
    ended,
    said: () => text,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
  return new Promise((done, failed) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      if (ready.test(text)) done(running);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((status) =>
      failed(new Error(`${child.spawnargs.join(' ')} ended with ${status}:\n${text}`)),
    );
  });
}

function start(env: Record<string, string>, args: string[]) {
  if (!existsSync(BUILT)) throw new Error('The journeys run what `npm run build` makes: run it first.');
  return startNode(env, [BIN, ...args]);
}

function startNode(env: Record<string, string>, args: string[]) {
  return spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
