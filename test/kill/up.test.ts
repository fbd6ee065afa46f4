import { afterAll, beforeAll, expect, test } from 'vitest';
import { addReaders } from './house.ts';
import { createRandom, ROUNDS, STRIKES, scheduled } from './random.ts';
import { type Result, round } from './round.ts';
import { resultTable } from './table.ts';
import { buildUpHouse, type UpHouse } from './up-house.ts';
import { upKinds } from './up-kinds.ts';

const SHORT = ['up: kill -9 up, start it again', 'up: SIGQUIT to the embedded PostgreSQL'];
const READERS = 300;

const { seed, random } = createRandom();
let house: UpHouse;
const results: Result[] = [];

beforeAll(async () => {
  house = await buildUpHouse();
  await addReaders(house.app, READERS);
});
afterAll(async () => {
  if (results.length > 0) console.log(`seed ${seed}\n${resultTable(results)}`);
  await house?.close();
});

test.each(scheduled(upKinds, SHORT).map((kind, n) => ({ n: n + 1, kind, name: kind.name })))(
  'round $n: $name',
  async ({ n, kind }) => {
    const result = await round(house, { kind, number: n, random, strikes: STRIKES });
    results.push(result);
    if (ROUNDS > 0) console.log(JSON.stringify(result));
    expect(result).toMatchObject({ readers: READERS, lost: 0, doubled: 0 });
    expect(result.unknown).toBeLessThanOrEqual(STRIKES * kind.mostUnknown);
  },
  400_000,
);
