import { alive, CONCURRENCY, type House, LEASE_SECONDS, pause } from './house.ts';

/** One way of pulling the plug, and the most mails that it may leave unknown. */
export type Kind<H = House> = {
  name: string;
  mostUnknown: number;
  strike(house: H, random: () => number): Promise<void>;
};

const pick = <T>(items: readonly T[], random: () => number) =>
  items[Math.floor(random() * items.length)] as T;

async function freeze(house: House, random: () => number, seconds: number): Promise<void> {
  const { pid } = pick(house.workers, random);
  process.kill(pid, 'SIGSTOP');
  await pause(seconds * 1_000);
  if (alive(pid)) process.kill(pid, 'SIGCONT');
}

/** SES answers by chance with this fault for a while, then is well again. */
async function unwell(
  house: Pick<House, 'simulator'>,
  kind: 'reset' | 'accept-then-reset' | 'accept-then-cut' | 'accept-then-server-error',
): Promise<void> {
  house.simulator.setFaults([{ kind, probability: 0.3, times: 6 }]);
  await pause(400);
  house.simulator.setFaults([]);
}

/** What Amazon SES can do, wherever all else runs. */
export const sesKinds: Kind<Pick<House, 'simulator'>>[] = [
  { name: 'SES: reset before acceptance', mostUnknown: 6, strike: (house) => unwell(house, 'reset') },
  {
    name: 'SES: reset after acceptance',
    mostUnknown: 6,
    strike: (house) => unwell(house, 'accept-then-reset'),
  },
  {
    name: 'SES: half an answer after acceptance',
    mostUnknown: 6,
    strike: (house) => unwell(house, 'accept-then-cut'),
  },
  {
    name: 'SES: every connection broken during the calls',
    mostUnknown: 2 * 2 * CONCURRENCY,
    async strike(house, random) {
      house.simulator.dropConnections();
      await pause(random() * 200);
      house.simulator.dropConnections();
    },
  },
  {
    name: 'SES: 5xx after acceptance',
    mostUnknown: 6,
    strike: (house) => unwell(house, 'accept-then-server-error'),
  },
];

export const kinds: Kind[] = [
  {
    name: 'kill -9 a worker',
    mostUnknown: CONCURRENCY,
    async strike(house, random) {
      await pick(house.workers, random).stop('SIGKILL');
    },
  },
  {
    name: 'kill -9 all workers',
    mostUnknown: 2 * CONCURRENCY,
    async strike(house) {
      await Promise.all(house.workers.map((worker) => worker.stop('SIGKILL')));
    },
  },
  {
    name: 'SIGTERM a worker',
    mostUnknown: 0,
    async strike(house, random) {
      const started = performance.now();
      await pick(house.workers, random).stop('SIGTERM');
      if (performance.now() - started > 20_000) throw new Error('a worker took more than 20 s to leave');
    },
  },
  {
    name: 'kill -9 Redis, start it empty',
    mostUnknown: 0,
    async strike(house, random) {
      await house.redis.stop('SIGKILL');
      await pause(random() * 1_500);
      await house.redis.start();
    },
  },
  {
    name: 'restart PostgreSQL',
    mostUnknown: 2 * CONCURRENCY,
    strike: (house) => house.restartPostgres('SIGINT'),
  },
  {
    name: 'crash PostgreSQL',
    mostUnknown: 2 * CONCURRENCY,
    strike: (house) => house.restartPostgres('SIGQUIT'),
  },
  ...sesKinds,
  {
    name: 'freeze a worker beyond its lease',
    mostUnknown: CONCURRENCY,
    strike: (house, random) => freeze(house, random, LEASE_SECONDS * 2),
  },
];

export const longFreeze: Kind = {
  name: 'freeze a worker for two minutes',
  mostUnknown: CONCURRENCY,
  strike: (house, random) => freeze(house, random, 120),
};
