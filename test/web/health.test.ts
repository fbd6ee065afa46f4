import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/database.ts';
import { movableClock, silentLog } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { proxyTo } from '../support/proxy.ts';
import { until } from '../support/until.ts';
import { servedWeb } from '../support/web.ts';

const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
const statusOf = async (site: string, path: string) => (await fetch(`${site}${path}`)).status;

test('a web whose database stores nothing is not ready, as no reader could leave; it lives all the same', async () => {
  const { db, url } = await freshDatabase();
  const site = await servedWeb({ db, clock });
  expect(await statusOf(site, '/health/ready')).toBe(200);
  const maintenance = new URL(inject('postgresUrl'));
  maintenance.pathname = '/postgres';
  const server = connectDatabase(maintenance.href, silentLog, 1);
  const name = new URL(url).pathname.slice(1);
  const readOnly = async (value: 'on' | 'off') => {
    await sql.raw(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`).execute(server.db);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${name}`.execute(
      server.db,
    );
  };
  await readOnly('on');
  await until(async () => (await statusOf(site, '/health/ready')) === 503);
  // Not for a moment only, as when connections are lost.
  await new Promise((done) => setTimeout(done, 1_500));
  expect(await statusOf(site, '/health/ready')).toBe(503);
  expect(await statusOf(site, '/health/live')).toBe(200);
  await readOnly('off');
  await until(async () => (await statusOf(site, '/health/ready')) === 200);
  await server.close();
});

test('a web whose database has fallen silent says so instead of hanging', async () => {
  const { url } = await freshDatabase();
  const proxy = await proxyTo(url);
  const { db, close } = connectDatabase(proxy.url, silentLog, 3);
  const site = await servedWeb({ db, clock });
  expect(await statusOf(site, '/health/ready')).toBe(200);
  proxy.swallow();
  await until(async () => (await statusOf(site, '/health/ready')) === 503, 60_000);
  proxy.passAgain();
  await until(async () => (await statusOf(site, '/health/ready')) === 200, 60_000);
  await close();
  await proxy.close();
});
