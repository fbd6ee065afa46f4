import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type QueueBackend, queueEngine } from '../../src/adapters/queue/engine.ts';
import { postgresBackend } from '../../src/adapters/queue/postgres.ts';
import { redisBackend } from '../../src/adapters/queue/redis.ts';
import { logIds, silentLog } from '../../src/core/index.ts';
import { advanceRunJob, processor, type QueueEngine, sendNoticeJob, sweepJob } from '../../src/jobs/index.ts';
import { freshDatabase } from '../support/database.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

let redis: TestRedis;
let databaseUrl: string;
beforeAll(async () => {
  redis = await startRedis();
  databaseUrl = (await freshDatabase()).url;
});
afterAll(() => redis.close());

const backends: [string, () => QueueBackend][] = [
  ['PostgreSQL', () => postgresBackend(databaseUrl)],
  ['Redis', () => redisBackend(redis.url, silentLog)],
];

describe.each(backends)('the queue on %s', (_name, backend) => {
  let engine: QueueEngine;
  beforeAll(() => {
    engine = queueEngine(backend(), silentLog);
  });
  afterAll(() => engine.close());

  test('carries a payload to the one processor of its contract, and keeps lanes apart', async () => {
    const seen: string[] = [];
    const consumer = engine.consume(
      [
        processor(advanceRunJob, async ({ runId }) => void seen.push(`run ${runId}`)),
        processor(sendNoticeJob, async ({ noticeId }) => void seen.push(`notice ${noticeId}`)),
      ],
      { concurrency: { flow: 2 } },
    );
    await engine.enqueue(advanceRunJob, { runId: 1 });
    await engine.enqueue(sendNoticeJob, { noticeId: 2 });
    await until(() => seen.length === 2);
    expect(seen.sort()).toEqual(['notice 2', 'run 1']);
    await consumer.close();
  });

  test('refuses a payload that does not fit its contract', async () => {
    await expect(engine.enqueue(advanceRunJob, { runId: -1 })).rejects.toThrow();
  });

  test('tries again after a throw', async () => {
    let tries = 0;
    const consumer = engine.consume(
      [
        processor({ ...advanceRunJob, retry: { attempts: 3, backoffMs: 10 } }, async () => {
          tries += 1;
          if (tries < 2) throw new Error('not yet');
        }),
      ],
      { concurrency: {} },
    );
    await engine.enqueue({ ...advanceRunJob, retry: { attempts: 3, backoffMs: 10 } }, { runId: 3 });
    await until(() => tries === 2);
    await consumer.close();
  });

  test('each line that a job logs has its id and name, and how it ended is told', async () => {
    const [ids, ended]: [unknown[], string[]] = [[], []];
    const consumer = engine.consume(
      [
        processor(sendNoticeJob, async ({ noticeId }) => {
          await Promise.resolve();
          ids.push(logIds());
          if (noticeId === 2) throw new Error('no');
        }),
      ],
      {
        concurrency: { transactional: 1 },
        ended: (queue, outcome) => void ended.push(`${queue} ${outcome}`),
      },
    );
    await engine.enqueue(sendNoticeJob, { noticeId: 1 });
    await until(() => ended.length === 1);
    await engine.enqueue({ ...sendNoticeJob, retry: { attempts: 1, backoffMs: 0 } }, { noticeId: 2 });
    await until(() => ended.length === 2);
    expect(ids).toMatchObject([
      { job: 'send-notice', jobId: expect.stringMatching(/./) },
      { job: 'send-notice', jobId: expect.stringMatching(/./) },
    ]);
    expect(ended).toEqual(['transactional done', 'transactional failed']);
    await consumer.close();
  });

  test('a bell rung while its job runs rings once more afterwards', async () => {
    let runs = 0;
    let letGo = () => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const consumer = engine.consume(
      [
        processor(advanceRunJob, async () => {
          runs += 1;
          if (runs === 1) await held;
        }),
      ],
      { concurrency: { flow: 1 } },
    );
    await engine.enqueue(advanceRunJob, { runId: 4 }, { key: 'run-4' });
    await until(() => runs === 1);
    await engine.enqueue(advanceRunJob, { runId: 4 }, { key: 'run-4' });
    await engine.enqueue(advanceRunJob, { runId: 4 }, { key: 'run-4' });
    letGo();
    await until(() => runs === 2);
    await consumer.close();
    expect(runs).toBe(2);
  });

  test('a bell is heard while another worker holds the job of its key, for all we know dead', async () => {
    let holding = false;
    let letGo = () => {};
    const held = new Promise<void>((done) => {
      letGo = done;
    });
    const dead = engine.consume(
      [
        processor(advanceRunJob, async () => {
          holding = true;
          await held;
        }),
      ],
      { concurrency: { flow: 1 } },
    );
    await engine.enqueue(advanceRunJob, { runId: 6 }, { key: 'run-6' });
    await until(() => holding);
    const other = queueEngine(backend(), silentLog);
    let heard = 0;
    const hear = processor(advanceRunJob, async () => {
      heard += 1;
    });
    const living = other.consume([hear], { concurrency: { flow: 1 } });
    await engine.enqueue(advanceRunJob, { runId: 6 }, { key: 'run-6' });
    await until(() => heard === 1);
    letGo();
    await living.close();
    await dead.close();
    await other.close();
  });

  test('of bells with one key that wait, delayed or not, there is one', async () => {
    const before = await engine.counts();
    for (const delayMs of [60_000, 0]) {
      const key = `once-${delayMs}`;
      for (let n = 0; n < 3; n += 1) await engine.enqueue(sweepJob, {}, { key, delayMs });
    }
    const after = await engine.counts();
    expect(after.flow.waiting - before.flow.waiting).toBe(1);
    expect(after.flow.delayed - before.flow.delayed).toBe(1);
    const consumer = engine.consume([processor(sweepJob, async () => {})], { concurrency: {} });
    await until(async () => (await engine.counts()).flow.waiting === 0);
    await consumer.close();
  });

  test('a consumer that closes tells its handlers and waits for them', async () => {
    let ended = false;
    let started = false;
    const consumer = engine.consume(
      [
        processor(advanceRunJob, async (_payload, { signal }) => {
          started = true;
          await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
          ended = true;
        }),
      ],
      { concurrency: {} },
    );
    await engine.enqueue(advanceRunJob, { runId: 5 });
    await until(() => started);
    await consumer.close();
    expect(ended).toBe(true);
  });

  test('a recurrence comes again and again, and registering it twice is one', async () => {
    let times = 0;
    const consumer = engine.consume(
      [
        processor(sweepJob, async () => {
          times += 1;
        }),
      ],
      { concurrency: {} },
    );
    await engine.recur({ id: 'sweep', contract: sweepJob, schedule: { everyMs: 200 } });
    const next = await engine.recur({ id: 'sweep', contract: sweepJob, schedule: { everyMs: 200 } });
    expect(next).toBeInstanceOf(Date);
    await until(() => times >= 2);
    await consumer.close();
  });

  test('a cron recurrence follows the first Tuesday, not every Tuesday', async () => {
    const next = await engine.recur({
      id: 'cadence',
      contract: sweepJob,
      schedule: { cron: '0 9 1-7 2,5,8,11 2', timeZone: 'Europe/London' },
    });
    expect(next?.getUTCDay()).toBe(2);
    expect(next?.getUTCDate()).toBeLessThanOrEqual(7);
    expect([1, 4, 7, 10]).toContain(next?.getUTCMonth());
  });
});

test('a Redis that has thrown any two of its keys out still rings for what repeats', async () => {
  const engine = queueEngine(redisBackend(redis.url, silentLog), silentLog);
  const client = new Redis(redis.url);
  const cadence = {
    id: 'cadence',
    contract: sweepJob,
    schedule: { cron: '0 9 1-7 2,5,8,11 2', timeZone: 'Europe/London' },
  };
  const begin = async () => {
    await client.flushdb();
    const next = await engine.recur(cadence);
    return { next, keys: (await client.keys('bull:quarterly-flow:*')).sort() };
  };
  const { keys } = await begin();
  expect(keys.length).toBeGreaterThan(4);
  for (const one of keys)
    for (const other of keys) {
      const { next } = await begin();
      await client.del(one, other);
      expect(await engine.recur(cadence), `${one} ${other}`).toEqual(next);
      expect((await engine.counts()).flow.delayed, `${one} ${other}`).toBe(1);
    }
  client.disconnect();
  await engine.close();
});
