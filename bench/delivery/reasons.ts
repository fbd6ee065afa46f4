import { Redis } from 'ioredis';
import { adoptOptions } from '../../src/compose/agreement.ts';
import { openApp } from '../../src/compose/app.ts';
import { shellActor } from '../../src/compose/shell-actor.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLog } from '../../src/core/index.ts';
import { startRun } from '../../src/flows/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { addReaders, approvedEdition, buildHouse, type House, pause } from '../../test/kill/house.ts';
import { editor } from '../../test/support/actors.ts';
import { ensurePrerequisites } from '../../test/support/prerequisites.ts';
import { closeAtSignal } from '../at-signal.ts';
import { say } from './say.ts';

/**
 * How soon what stops or delays a send stands as the run's reason, and how soon others stop when options are adopted:
 * `npm run bench:reasons`. Two real workers, PostgreSQL and Redis. The control is how long a query of the run itself took.
 */
const RATE = 14;
const READERS = 30_000;
const PATIENCE_MS = 120_000;
const QUIET_MS = 6_000;

type Cause = {
  name: string;
  says: RegExp;
  begin(house: House): Promise<unknown>;
  end(house: House): Promise<unknown>;
};

async function redis(house: House, maxmemory: string): Promise<void> {
  const client = new Redis(house.redis.url);
  await client.config('SET', 'maxmemory', maxmemory);
  client.disconnect();
}

/** Makes the options of a process with another address those of all, or those of the workers again. */
async function adopt(house: House, publicUrl: string): Promise<void> {
  const other = await openApp(loadConfig({ ...house.env, PUBLIC_URL: publicUrl }), {
    role: 'bench',
    log: silentLog,
  });
  await adoptOptions(other, shellActor());
  await other.close();
}

const CAUSES: Cause[] = [
  {
    name: 'Amazon SES refuses connections',
    says: /^Waiting for Amazon SES/,
    begin: (house) => house.simulator.close(),
    async end(house) {
      const { port } = house.simulator;
      house.simulator = await startSimulator({ port, maxSendRate: RATE, max24HourSend: -1 });
    },
  },
  {
    name: 'Redis is out of memory',
    says: /^Waiting for Redis/,
    begin: (house) => redis(house, '1'),
    end: (house) => redis(house, '0'),
  },
  {
    name: 'other options are adopted',
    says: /differs/,
    begin: (house) => adopt(house, 'https://other.example.org'),
    end: (house) => adopt(house, house.env.PUBLIC_URL ?? ''),
  },
];

const reasonOf = async ({ app }: House) =>
  (await app.db.selectFrom('runs').select('reason').executeTakeFirstOrThrow()).reason ?? '';

async function until(holds: () => boolean | Promise<boolean>): Promise<number> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > PATIENCE_MS) throw new Error(`not true after ${PATIENCE_MS} ms: ${holds}`);
    await pause(50);
  }
  return performance.now() - from;
}

const shown = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** When the last mail came, ms from `from`: none for some time after it. */
async function lastMail({ simulator }: House, from: number): Promise<number> {
  let [mails, at] = [simulator.counters().mails, from];
  while (performance.now() - at < QUIET_MS) {
    await pause(20);
    const now = simulator.counters().mails;
    if (now > mails) [mails, at] = [now, performance.now()];
  }
  return at - from;
}

async function measure(house: House, cause: Cause): Promise<void> {
  await until(() => house.simulator.counters().mails > 20);
  await until(async () => (await reasonOf(house)) === '');
  const asked = performance.now();
  await reasonOf(house);
  const control = `${shown(performance.now() - asked)} to read the run`;
  await cause.begin(house);
  const from = performance.now();
  const stopped = cause.name.includes('options') ? lastMail(house, from) : undefined;
  const took = await until(async () => cause.says.test(await reasonOf(house)));
  say({ what: `the run says why: ${cause.name}`, measured: shown(took), control, target: '≤ 15 s' });
  if (stopped)
    say({ what: 'last mail after options were adopted', measured: shown(await stopped), target: '≤ 5 s' });
  await cause.end(house);
  house.simulator.clear();
}

const house = await buildHouse(2, { rate: RATE, redisServer: ensurePrerequisites().redisServer });
closeAtSignal(house.close);
try {
  await addReaders(house.app, READERS);
  await startRun(house.app, { edition: await approvedEdition(house, 1), by: editor() });
  for (const cause of CAUSES) await measure(house, cause);
} finally {
  await house.close();
}
