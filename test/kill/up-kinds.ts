import { alive, CONCURRENCY, pause } from './house.ts';
import { type Kind, sesKinds } from './kinds.ts';
import type { UpHouse } from './up-house.ts';

async function kill(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  while (alive(pid)) await pause(20);
}

/** What can die where all runs under one `quarterly up`. */
export const upKinds: Kind<UpHouse>[] = [
  {
    name: 'up: kill -9 up, start it again',
    mostUnknown: CONCURRENCY,
    async strike(house) {
      await house.up().stop('SIGKILL');
    },
  },
  {
    name: 'up: SIGTERM up, start it again',
    mostUnknown: 0,
    async strike(house) {
      await house.up().stop('SIGTERM');
    },
  },
  {
    name: 'up: kill -9 its worker',
    mostUnknown: CONCURRENCY,
    async strike(house) {
      const worker = house.worker();
      // One that has just been started anew for the round before has no process yet.
      if (worker > 0) await kill(worker, 'SIGKILL');
    },
  },
  {
    name: 'up: kill -9 the embedded PostgreSQL',
    mostUnknown: CONCURRENCY,
    strike: (house) => kill(house.postmaster(), 'SIGKILL'),
  },
  {
    name: 'up: SIGQUIT to the embedded PostgreSQL',
    mostUnknown: CONCURRENCY,
    strike: (house) => kill(house.postmaster(), 'SIGQUIT'),
  },
  ...sesKinds.map((kind) => ({ ...kind, name: `up: ${kind.name}` })),
];
