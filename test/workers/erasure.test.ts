import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { parseEmailAddress } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { confirm, findReader, subscribe } from '../../subscribers/index.ts';
import { approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const ADDRESS = parseEmailAddress('zebedee@quagga.example');
const NAME = 'Zebedee Quux';
const WORDS = /zebedee|quagga|quux/i;

let house: House;
afterEach(() => house?.close());

/** Every key of a Redis with all that it holds. */
async function allOfRedis(url: string): Promise<string[]> {
  const redis = new Redis(url);
  const found: string[] = [];
  for (const key of await redis.keys('*')) found.push(`${key} ${await heldBy(redis, key)}`);
  redis.disconnect();
  return found;
}

async function heldBy(redis: Redis, key: string): Promise<string> {
  const read: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, '0', '-1'),
    stream: () => redis.xrange(key, '-', '+'),
  };
  const type = await redis.type(key);
  // It has gone since the keys were listed, as a lock does.
  if (type === 'none') return '';
  const value = read[type] ?? expect.unreachable(`a key of type ${type}`);
  return JSON.stringify(await value());
}

/** Every row of BullMQ's own tables in PostgreSQL, as text. */
async function allOfBullmq({ app }: House): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'`.execute(app.db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`SELECT t::text AS text FROM ${sql.raw(name)} t`.execute(
      app.db,
    );
    found.push(...rows.map(({ text }) => `${name} ${text}`));
  }
  return found;
}

/** Signs up, confirms, gets an edition that bounces: everything that rings a bell for a reader. */
async function liveALife({ app, simulator, env }: House): Promise<void> {
  simulator.setFaults([{ kind: 'throttle', address: ADDRESS, times: 2 }]);
  await subscribe(
    { ...app, elsewhere, noticesPerHour: 3_000 },
    { email: ADDRESS, name: NAME, choice: 'all' },
    { source: 'sign-up form', wording: null },
  );
  await until(() => simulator.mails({ destination: ADDRESS }).length === 1);
  const raw = String(simulator.raw(simulator.mails({ destination: ADDRESS })[0]?.id ?? ''));
  const token = /confirm\/([\w.=\n-]+)/.exec(raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1] ?? '';
  await confirm({ ...app, elsewhere }, token, { source: 'confirm page', wording: null });
  expect((await findReader(app.db, ADDRESS))?.state).toBe('active');
  // The welcome must not bounce: the edition shall.
  await until(() => simulator.mails({ destination: ADDRESS }).length === 2);
  simulator.setBehaviours({ [ADDRESS]: 'bounce' });
  const edition = await approvedEdition(house, 1);
  expect(await quarterly(env, 'edition', 'send', '1')).toMatchObject({ status: 0, err: '' });
  await until(async () => (await deliveryReport(app.db, edition)).planned === 1);
  await until(async () => (await findReader(app.db, ADDRESS))?.state === 'suppressed');
}

const engines: [string, Record<string, string>][] = [
  ['Redis', {}],
  ['PostgreSQL', { REDIS_URL: '' }],
];

describe.each(engines)('with the queue on %s', (name, options) => {
  test('neither a reader’s address nor their name is ever in it, and none is left after erasure', async () => {
    house = await buildHouse(1, { options });
    const queue = () => (name === 'Redis' ? allOfRedis(house.redis.url) : allOfBullmq(house));
    await liveALife(house);
    const before = await queue();
    expect(before.length).toBeGreaterThan(0);
    expect(before.filter((text) => WORDS.test(text))).toEqual([]);
    expect(await quarterly(house.env, 'subscribers', 'erase', ADDRESS, '--yes')).toMatchObject({ status: 0 });
    expect((await queue()).filter((text) => WORDS.test(text))).toEqual([]);
  });
});
