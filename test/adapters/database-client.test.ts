import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { queueEngine } from '../../src/adapters/queue/engine.ts';
import { postgresBackend } from '../../src/adapters/queue/postgres.ts';
import { silentLog } from '../../src/core/index.ts';
import { advanceRunJob, processor } from '../../src/jobs/index.ts';
import { freshDatabase } from '../support/database.ts';
import { proxyTo, type TestProxy } from '../support/proxy.ts';
import { until } from '../support/until.ts';

const proxies: TestProxy[] = [];
afterAll(() => Promise.all(proxies.map((proxy) => proxy.close())));

async function behindProxy() {
  const { url } = await freshDatabase();
  const proxy = await proxyTo(url);
  proxies.push(proxy);
  return proxy;
}

test('a database that falls silent ends what is asked of it, in use or idle, and is used again when it answers', async () => {
  const proxy = await behindProxy();
  const { db, close } = connectDatabase(proxy.url, silentLog, 3);
  await Promise.all([1, 2].map(() => sql`SELECT pg_sleep(0.1)`.execute(db)));
  const long = sql`SELECT pg_sleep(60)`.execute(db);
  const ended = expect(long).rejects.toThrow();
  await until(async () => {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`.execute(
      db,
    );
    return rows.length === 1;
  });
  proxy.swallow();
  // Neither the one that it worked on, nor one that is sent into the void, nor a new connection hangs.
  const lost = [1, 2, 3].map(() => expect(sql`SELECT 1`.execute(db)).rejects.toThrow());
  await Promise.all([ended, ...lost]);
  proxy.passAgain();
  await until(() =>
    sql`SELECT 1`.execute(db).then(
      () => true,
      () => false,
    ),
  );
  await close();
});

test('a statement that takes long is left alone while the server works on it', async () => {
  const proxy = await behindProxy();
  const { db, close } = connectDatabase(proxy.url, silentLog, 2);
  const { rows } = await sql<{ done: number }>`SELECT 1 AS done FROM pg_sleep(13)`.execute(db);
  expect(rows).toEqual([{ done: 1 }]);
  await close();
});

test('the queue on PostgreSQL loses no bell to a connection that has fallen silent', async () => {
  const proxy = await behindProxy();
  const seen: number[] = [];
  const engine = queueEngine(postgresBackend(proxy.url), silentLog);
  const consumer = engine.consume([processor(advanceRunJob, async ({ runId }) => void seen.push(runId))], {
    concurrency: {},
  });
  await engine.enqueue(advanceRunJob, { runId: 1 });
  await until(() => seen.includes(1));
  proxy.swallow();
  await engine.enqueue(advanceRunJob, { runId: 2 });
  proxy.passAgain();
  await until(async () => {
    await engine.enqueue(advanceRunJob, { runId: 3 });
    return seen.includes(3);
  });
  await consumer.close(1_000);
  await engine.close();
});
