import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { quarterly } from '../support/command.ts';
import { freePort } from '../support/redis.ts';

const BIN = fileURLToPath(new URL('../../bin/quarterly.js', import.meta.url));
/** More of them, and others, by the environment: `DEMO_STOPS=60 DEMO_SEED=7 npx vitest run test/processes/demo-stops`. */
const STOPS = Number(process.env.DEMO_STOPS ?? 1);
const SEED = Number(process.env.DEMO_SEED ?? 13);

const folder = mkdtempSync(join(tmpdir(), 'quarterly-stops-'));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Demo = {
  said(): string;
  says(words: RegExp): Promise<void>;
  /** As a terminal's Ctrl-C: to every program in the foreground. */
  interrupt(): void;
  ended: Promise<number | NodeJS.Signals | null>;
};

/** `quarterly demo` as a terminal starts it: in a group of processes of its own. */
function demo(port: number, ...args: string[]): Demo {
  const child = spawn(process.execPath, [BIN, 'demo', '--port', String(port), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.once('close', (code, signal) => done(code ?? signal)),
  );
  return {
    ended,
    said: () => text,
    says: (words) =>
      new Promise((done, failed) => {
        const look = () => words.test(text) && done();
        listeners.add(look);
        look();
        void ended.then((how) => failed(new Error(`the demo ended with ${how}:\n${text}`)));
      }),
    interrupt: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    },
  };
}

/** Programs that were started with our folder: in their command line, as PostgreSQL, or in their environment. */
function leftRunning(data: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const told = `${command} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
        return command !== '' && told.includes(data) ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

/** Numbers from 0 to 1, the same for the same seed. */
function* chances(seed: number): Generator<number, never> {
  for (let at = seed; ; at = (at * 1_103_515_245 + 12_345) % 2 ** 31) yield ((at >> 8) % 10_000) / 10_000;
}

test('the first Ctrl-C at any moment ends a demo, and leaves nothing running', {
  timeout: 1_800_000,
}, async () => {
  const port = await freePort();
  const began = performance.now();
  const whole = demo(port, '--subscribers', '30', '--once');
  expect(await whole.ended, whole.said()).toBe(0);
  expect(leftRunning(folder)).toEqual([]);
  const tookMs = performance.now() - began;
  const chance = chances(SEED);
  for (let stop = 0; stop < STOPS; stop += 1) {
    const moment = ((stop + chance.next().value) / STOPS) * tookMs;
    const running = demo(port, '--subscribers', '30', '--once');
    await Promise.race([running.ended, new Promise((soon) => setTimeout(soon, moment))]);
    running.interrupt();
    const how = await running.ended;
    const about = `stopped after ${Math.round(moment)} ms (DEMO_SEED=${SEED}):\n${running.said()}`;
    // Before Quarterly has begun, the signal itself ends the program.
    expect([0, 'SIGINT'], about).toContain(how);
    // And once all is said and done, while Node leaves, which a busy machine draws out.
    const leaving = /its commands/.test(running.said());
    if (running.said() !== '' && !leaving) expect(how, about).toBe(0);
    expect(running.said(), about).not.toMatch(/\n\s+at |Error|ECONN|unavailable/);
    expect(leftRunning(folder), about).toEqual([]);
  }
  const after = demo(port, '--subscribers', '30', '--once');
  expect(await after.ended, after.said()).toBe(0);
  expect(after.said()).toMatch(/sent +30\n/);
});

test('two demos on two ports share no data, and one goes on when the other ends', {
  timeout: 1_800_000,
}, async () => {
  const ports = [await freePort(), await freePort()];
  const both = ports.map((port, at) => demo(port, '--subscribers', at === 0 ? '7' : '11'));
  const [first, second] = both;
  await Promise.all(both.map((one) => one.says(/Served until Ctrl-C/)));
  const outboxes = both.map((one) => /every mail +(http\S+)/.exec(one.said())?.[1] ?? '');
  const data = both.map((one) => /the data +(\S+)/.exec(one.said())?.[1] ?? '');
  expect(new Set(outboxes).size).toBe(2);
  expect(data).toEqual(ports.map((port) => join(folder, `demo-${port}`)));
  for (const [at, sent] of [7, 11].entries()) {
    expect(both[at]?.said()).toMatch(new RegExp(`sent +${sent}\\n`));
    const shown = await quarterly({ DATA_DIR: data[at] ?? '' }, 'deliveries', 'show', '7', '--json');
    expect(JSON.parse(shown.out)).toMatchObject({ planned: sent, sent, done: true });
    const page = await fetch(`${outboxes[at]}_control/mails`);
    const { mails } = (await page.json()) as { mails: { destinations: string[] }[] };
    const readers = new Set(
      mails.flatMap(({ destinations }) => destinations).filter((to) => to.startsWith('reader-')),
    );
    expect(readers.size).toBe(sent);
  }
  first?.interrupt();
  expect(await first?.ended).toBe(0);
  expect(leftRunning(data[0] ?? '')).toEqual([]);
  expect((await fetch(`http://127.0.0.1:${ports[1]}/editions/7`)).status).toBe(200);
  second?.interrupt();
  expect(await second?.ended).toBe(0);
  expect(leftRunning(folder)).toEqual([]);
});
