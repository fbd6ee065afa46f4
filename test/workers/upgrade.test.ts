import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/server.ts';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { editionNumber, silentLog } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { addReaders, alive, writeEdition } from '../kill/house.ts';
import {
  otherProgram,
  otherProgramRunning,
  quarterly,
  quarterlyRunning,
  type Running,
} from '../support/command.ts';
import { freePort, startRedis } from '../support/redis.ts';
import { buildVersion, upgradedFrom } from '../support/tagged-version.ts';
import { until } from '../support/until.ts';

/** `npm run test:upgrade` takes more. */
const READERS = Number(process.env.UPGRADE_READERS ?? 150);
/** Mails a second until everything is replaced, so few that a busy machine has done that before the last has gone. */
const SLOW = Math.max(1, READERS / 200);
const FAST = 600;
const LONG = 300_000;
const edition = editionNumber(1);
const from = upgradedFrom();
if (from === undefined)
  process.stderr.write('No tag v… and no UPGRADE_FROM in this clone: the upgrade is not tried.\n');

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** PostgreSQL, Redis and SES, with an environment for processes of any version beside them. */
async function openStores() {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-upgrade-'));
  chmodSync(folder, 0o755);
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startEmbeddedPostgres(folder, silentLog);
  closing.push(() => postgres.release());
  const redis = await startRedis({ persistent: false });
  closing.push(() => redis.close());
  const ports = [await freePort(), await freePort()];
  const simulator = await startSimulator({
    maxSendRate: SLOW,
    max24HourSend: -1,
    eventsTo: `http://127.0.0.1:${ports[0]}/hooks/ses`,
    events: { retries: 60, retryMs: 500 },
  });
  closing.push(() => simulator.close());
  const env = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SES_ENDPOINT: simulator.url,
    SENDING: 'simulator',
    APPROVAL: 'none',
    SECRET_KEY: 'a key for upgrading, of more than 32 characters',
    PUBLIC_URL: 'https://bulletin.example.org',
    JOURNAL_DIR: join(folder, 'journal'),
  };
  return { env, ports, simulator };
}

/** Asks both webs all the time; `refused`: of which web, and whether it was being replaced at that moment. */
function asking(ports: readonly number[]) {
  const replaced = new Set<number>();
  const refused: { port: number; replaced: boolean; why: string }[] = [];
  let asked = 0;
  let on = true;
  const ask = async (port: number) => {
    while (on) {
      const began = replaced.has(port);
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch((error: Error) => error);
      asked += 1;
      if (answer instanceof Error || answer.status >= 500)
        refused.push({
          port,
          replaced: began || replaced.has(port),
          why: String(answer instanceof Error ? answer.cause : answer.status),
        });
      await new Promise((done) => setTimeout(done, 100));
    }
  };
  const all = Promise.all(ports.map(ask));
  return {
    refused,
    asked: () => asked,
    async during(port: number, work: () => Promise<void>): Promise<void> {
      replaced.add(port);
      await work();
      replaced.delete(port);
    },
    async stop() {
      on = false;
      await all;
    },
  };
}

test.skipIf(from === undefined)(
  `from ${from} with two webs and two workers in mid-send: nothing lost, nothing doubled, and only the replaced process refuses`,
  async () => {
    const old = buildVersion(from as string);
    closing.push(old.remove);
    const { env, ports, simulator } = await openStores();
    const started: Running[] = [];
    closing.push(() => Promise.all(started.map((one) => one.stop('SIGKILL'))));
    const noted = async (running: Promise<Running>) => {
      const one = await running;
      started.push(one);
      return one;
    };
    const webs = new Map<number, Running>();
    const workers: Running[] = [];
    for (const port of ports) {
      const web = noted(
        otherProgramRunning({ ...env, PORT: String(port) }, /The web listens/, old.cli, 'web'),
      );
      webs.set(port, await web);
      workers.push(await noted(otherProgramRunning(env, /worker started/, old.cli, 'worker')));
    }
    const { db, close } = connectDatabase(env.DATABASE_URL, silentLog, 2);
    closing.push(close);
    await addReaders({ db }, READERS);
    const written = writeEdition(edition);
    for (const args of [
      ['import', written],
      ['send', String(edition)],
    ])
      expect(await otherProgram(env, old.cli, 'edition', ...args)).toMatchObject({ status: 0 });
    rmSync(written, { recursive: true });
    const further = (share = 0.02) => {
      const then = simulator.counters().mails;
      return until(() => simulator.counters().mails >= Math.min(READERS, then + READERS * share), LONG);
    };
    await further(0.05);

    const asks = asking(ports);
    const plan = await quarterly(env, 'migrate', '--plan');
    expect(plan).toMatchObject({ status: 0, err: '' });
    expect(await quarterly(env, 'migrate')).toMatchObject({ status: 0 });
    // The old processes against the new schema.
    await further(0.05);
    expect(started.map(({ pid }) => alive(pid))).toEqual([true, true, true, true]);
    const replacedAt: number[] = [];
    for (const [n, port] of ports.entries()) {
      await asks.during(port, async () => {
        expect(await webs.get(port)?.stop()).toBe(0);
        await noted(quarterlyRunning({ ...env, PORT: String(port) }, /The web listens/, 'web'));
      });
      expect(await workers[n]?.stop()).toBe(0);
      await noted(quarterlyRunning(env, /worker started/, 'worker'));
      await further();
      replacedAt.push(simulator.counters().mails);
    }
    expect(replacedAt.at(-1)).toBeLessThan(READERS);
    simulator.setQuota({ maxSendRate: FAST });
    const run = () => db.selectFrom('runs').selectAll().executeTakeFirstOrThrow();
    await until(async () => (await run()).state === 'succeeded', LONG);
    await asks.stop();

    const report = await deliveryReport(db, edition);
    const had = simulator.mails({ limit: 1_000_000 }).map((mail) => mail.destinations[0]);
    expect(report).toMatchObject({ planned: READERS, sent: READERS, unknown: 0, done: true });
    expect({ mails: had.length, readers: new Set(had).size }).toEqual({ mails: READERS, readers: READERS });
    expect(asks.refused.filter(({ replaced }) => !replaced)).toEqual([]);
    process.stderr.write(
      `upgrade from ${from}: ${READERS} mails, replaced at ${replacedAt.join(' and ')}, ${asks.asked()} requests, ${asks.refused.length} refused, all by the web being replaced\n`,
    );
  },
  900_000,
);
