import { afterAll, beforeAll, expect, test } from 'vitest';
import { addReaders, buildHouse, type House } from './house.ts';
import { type Kind, kinds, longFreeze } from './kinds.ts';
import { createRandom, ROUNDS, STRIKES, scheduled } from './random.ts';
import { type Result, round } from './round.ts';
import { resultTable } from './table.ts';

const SHORT = ['kill -9 all workers', 'kill -9 Redis, start it empty', 'SES: reset after acceptance'];
const READERS = 300;

const { seed, random } = createRandom();
let house: House;
const results: Result[] = [];

beforeAll(async () => {
  house = await buildHouse(2);
  await addReaders(house.app, READERS);
});
afterAll(async () => {
  if (results.length > 0) console.log(`seed ${seed}\n${resultTable(results)}`);
  await house?.close();
});

/** The long freeze once, at the end of all rounds. */
function schedule(): Kind[] {
  const all = scheduled(kinds, SHORT);
  return ROUNDS > 0 && !process.env.KILL_ONLY ? [...all.slice(1), longFreeze] : all;
}

test.each(schedule().map((kind, n) => ({ n: n + 1, kind, name: kind.name })))(
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
