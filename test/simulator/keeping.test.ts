import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSigner, startSimulator } from '../../src/simulator/index.ts';
import { clientOf, mailOf, sending } from './support.ts';

const signer = await createSigner('eu-west-2');

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-test-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function spawned(...args: string[]) {
  child = spawn(process.execPath, ['--import', 'tsx', 'src/simulator/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stdout = child.stdout;
  if (!stdout) throw new Error('no output');
  for await (const line of createInterface({ input: stdout }))
    return JSON.parse(line) as { ready: boolean; url: string };
  throw new Error('the simulator ended before it was ready');
}

async function sendTo(url: string, ...addresses: string[]) {
  const ses = clientOf(url);
  for (const address of addresses) await ses.send(sending(address, mailOf({ to: address })));
  ses.destroy();
}

const destinations = async (url: string) => {
  const { mails } = (await (await fetch(`${url}/_control/mails`)).json()) as {
    mails: { destinations: string[]; id: string }[];
  };
  return mails.map((mail) => mail.destinations[0]);
};

describe('a simulator with a folder', () => {
  it('keeps what it accepted through a kill -9, even with a torn last line', async () => {
    const first = await spawned('--store-dir', folder, '--no-enforce');
    expect(first.ready).toBe(true);
    await sendTo(first.url, 'a@example.org', 'b@example.org');
    const dead = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await dead;
    appendFileSync(join(folder, 'mails.ndjson'), '{"mail":{"id":"torn');

    const again = await startSimulator({ storeDir: folder, enforce: false }, signer);
    await sendTo(again.url, 'c@example.org');
    expect(await destinations(again.url)).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
    for (const mail of again.mails())
      expect(again.raw(mail.id)?.equals(mailOf({ to: mail.destinations[0] ?? '' }))).toBe(true);
    await again.close();

    const third = await startSimulator({ storeDir: folder }, signer);
    expect(third.mails({ destination: 'C@example.org' })).toHaveLength(1);
    expect((await fetch(`${third.url}/_control/mails`, { method: 'DELETE' })).status).toBe(204);
    await third.close();
    const emptied = await startSimulator({ storeDir: folder }, signer);
    expect(emptied.counters().mails).toBe(0);
    await emptied.close();
  });
});

describe('a simulator that discards', () => {
  it('keeps a ledger line a mail and nothing else', async () => {
    const simulator = await startSimulator({ keep: 'discard', enforce: false }, signer);
    await sendTo(simulator.url, 'a@example.org', 'b@example.org');
    const lines = (await (await fetch(`${simulator.url}/_control/ledger`)).text()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        destinations: ['a@example.org'],
        tags: [{ name: 'delivery', value: '1' }],
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      { destinations: ['b@example.org'] },
    ]);
    expect(simulator.counters().mails).toBe(2);
    expect(simulator.mails()).toEqual([]);
    simulator.clear();
    expect(await (await fetch(`${simulator.url}/_control/ledger`)).text()).toBe('');
    await simulator.close();
  });
});
