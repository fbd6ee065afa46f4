import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { startRun } from '../../src/flows/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { addReaders, approvedEdition, buildHouse, type House, pause } from '../../test/kill/house.ts';
import { editor } from '../../test/support/actors.ts';
import { ensurePrerequisites } from '../../test/support/prerequisites.ts';
import { closeAtSignal } from '../at-signal.ts';
import { say } from './say.ts';

/**
 * How soon mails go again when Amazon SES is back: `npm run bench:outage -- [--only loops]`. Two real workers, PostgreSQL and
 * Redis; SES refuses connections for a time. Measured from the moment at which a bare loop under the same load, the control,
 * that tries to connect every 100 ms, gets through.
 */
const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });

const RATE = 14;
const READERS = 30_000;
const LOOPS = 20;
const SLOW_MARK_SECONDS = 0.4;
const PATIENCE_MS = 180_000;

type Case = {
  name: string;
  seconds: number;
  loops?: boolean;
  slow?: boolean;
  restart?: 'SIGTERM' | 'SIGKILL';
};

const CASES: Case[] = [
  { name: 'away for 2 s', seconds: 2 },
  { name: 'away for 15 s', seconds: 15 },
  { name: 'away for 100 s', seconds: 100 },
  { name: 'away for 15 s, both workers ended and started anew meanwhile', seconds: 15, restart: 'SIGTERM' },
  { name: 'away for 15 s, both workers killed and started anew meanwhile', seconds: 15, restart: 'SIGKILL' },
  { name: `away for 25 s, marking slowed to ${SLOW_MARK_SECONDS} s`, seconds: 25, slow: true },
  { name: `away for 40 s beside ${LOOPS} busy loops`, seconds: 40, loops: true },
  {
    name: 'all of it: 40 s, loops, slow marks, killed',
    seconds: 40,
    loops: true,
    slow: true,
    restart: 'SIGKILL',
  },
];

const busyLoops: ChildProcess[] = [];
const busyLoop = () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not true after ${PATIENCE_MS} ms: ${holds}`);
    await pause(20);
  }
}

/** Every marking of a mail takes so long more. */
async function slowMarks({ app }: House, on: boolean): Promise<void> {
  await sql`DROP TRIGGER IF EXISTS bench_slow ON deliveries`.execute(app.db);
  if (!on) return;
  await sql
    .raw(`CREATE OR REPLACE FUNCTION bench_slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(${SLOW_MARK_SECONDS}); RETURN NULL; END $$;
      CREATE TRIGGER bench_slow BEFORE UPDATE ON deliveries FOR EACH STATEMENT EXECUTE FUNCTION bench_slow()`)
    .execute(app.db);
}

const reachable = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });

/** When SES could first be reached, ms from `from`. */
async function firstReached(port: number, from: number): Promise<number> {
  while (!(await reachable(port))) await pause(100);
  return performance.now() - from;
}

async function measure(house: House, { name, seconds, loops, slow, restart }: Case): Promise<void> {
  if (loops) busyLoops.push(...Array.from({ length: LOOPS }, busyLoop));
  const { port } = house.simulator;
  try {
    await slowMarks(house, slow ?? false);
    await house.simulator.close();
    await pause((seconds * 1_000) / 2);
    if (restart) {
      await Promise.all(house.workers.map((worker) => worker.stop(restart)));
      await house.replaceWorkers();
    }
    await pause((seconds * 1_000) / 2);
    const from = performance.now();
    const control = firstReached(port, from);
    house.simulator = await startSimulator({
      port,
      maxSendRate: RATE,
      max24HourSend: -1,
      latencyMs: [40, 80],
    });
    await until(() => house.simulator.counters().mails > 0);
    const first = performance.now() - from;
    const reached = await control;
    const shown = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
    say({
      what: `first mail after SES is back: ${name}`,
      measured: shown(first - reached),
      control: `${shown(reached)} for the loop, since it began`,
      target: '≤ 10 s',
    });
  } finally {
    for (const loop of busyLoops.splice(0)) loop.kill('SIGKILL');
    await slowMarks(house, false);
  }
  await until(() => house.simulator.counters().mails > 20);
}

const house = await buildHouse(2, { rate: RATE, redisServer: ensurePrerequisites().redisServer });
closeAtSignal(async () => {
  for (const loop of busyLoops) loop.kill('SIGKILL');
  await house.close();
});
try {
  await addReaders(house.app, READERS);
  await startRun(house.app, { edition: await approvedEdition(house, 1), by: editor() });
  await until(() => house.simulator.counters().mails > 20);
  for (const one of CASES.filter(({ name }) => name.includes(values.only))) await measure(house, one);
} finally {
  await house.close();
}
