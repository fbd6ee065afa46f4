import { afterAll, beforeAll, expect, test } from 'vitest';
import { addReaders, buildHouse, type House } from './house.ts';
import { type Kind, kinds, longFreeze } from './kinds.ts';
import { type Result, round } from './round.ts';
import { resultTable } from './table.ts';

/** `npm run test:kill` sets it; in `npm test` only the kinds of death that readers would feel most. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 0);
const SHORT = ['kill -9 all workers', 'kill -9 Redis, start it empty', 'SES: reset after acceptance'];
const READERS = 300;

const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
let state = seed;
/** Park and Miller's generator: a round can be had again by its seed. */
const random = () => {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
};

let house: House;
const results: Result[] = [];

beforeAll(async () => {
  house = await buildHouse(2);
  await addReaders(house, READERS);
}, 120_000);
afterAll(async () => {
  if (results.length > 0) console.log(`seed ${seed}\n${resultTable(results)}`);
  await house?.close();
});

function schedule(): Kind[] {
  if (ROUNDS === 0) return kinds.filter((kind) => SHORT.includes(kind.name));
  const only = process.env.KILL_ONLY;
  const all = only ? kinds.filter((kind) => kind.name.includes(only)) : kinds;
  return Array.from({ length: ROUNDS }, (_, n) =>
    n === ROUNDS - 1 && !only ? longFreeze : (all[n % all.length] as Kind),
  );
}

test.each(schedule().map((kind, n) => ({ n: n + 1, kind, name: kind.name })))(
  'round $n: $name',
  async ({ n, kind }) => {
    const result = await round(house, { kind, number: n, random });
    results.push(result);
    if (ROUNDS > 0) console.log(JSON.stringify(result));
    expect(result).toMatchObject({ readers: READERS, lost: 0, doubled: 0 });
    expect(result.unknown).toBeLessThanOrEqual(kind.mostUnknown);
  },
  400_000,
);
