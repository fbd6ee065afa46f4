import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connectDatabase } from '../../src/adapters/postgres/index.ts';
import { editionNumber, parseEmailAddress, silentLog } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { findReader, readerLinks } from '../../subscribers/index.ts';
import { addReaders, buildHouse, type House, writeEdition } from '../kill/house.ts';
import { quarterly, quarterlyRunning, type Said } from '../support/command.ts';
import { emptyDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

/** `npm run test:restore` takes more. */
const READERS = Number(process.env.RESTORE_READERS ?? 60);
/** Of those who have no mail yet when the backup is made, so many leave, are erased and are suppressed after it. */
const FEW = Math.floor(READERS / 20);
/** Mails a second until the backup is restored: so few that a backup on a busy machine still comes in the middle. */
const SLOW = READERS / 30;
const LONG = 240_000;
const edition = editionNumber(1);

let house: House | undefined;
const folder = mkdtempSync(join(tmpdir(), 'quarterly-restore-'));
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands of the page, in its order, without those for containers. */
const page = readFileSync(new URL('../../docs/operations/backup.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)]
  .map(([, text = '']) => text.trim())
  .filter((text) => text.startsWith('quarterly '));

const done = (said: Said) => {
  if (said.status !== 0) throw new Error(`status ${said.status}: ${said.err}`);
  return said;
};

/** As the button of a mail program does (RFC 8058). */
async function leaveByLink({ app, env }: House, address: string): Promise<void> {
  const reader = await findReader(app.db, parseEmailAddress(address));
  if (!reader) throw new Error('there is no such reader');
  const { unsubscribe } = readerLinks(app.keys, 'https://bulletin.example.org')(
    reader.id,
    reader.linkVersion,
  );
  const at = `http://127.0.0.1:${env.PORT}${new URL(unsubscribe).pathname}`;
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await fetch(at, { method: 'POST', body })).status).toBe(200);
}

test('what the page says: a backup in mid-send, all goes on, a restore: nothing doubled, nothing lost, nobody who left has a mail', async () => {
  house = await buildHouse(1, { rate: SLOW, options: { APPROVAL: 'none' } });
  const { app, simulator, env } = house;
  await addReaders(app, READERS);
  const written = writeEdition(edition);
  done(await quarterly(env, 'edition', 'import', written));
  rmSync(written, { recursive: true });
  done(await quarterly(env, 'edition', 'send', String(edition)));
  await until(() => simulator.counters().mails >= READERS / 10, LONG);

  const file = join(folder, 'quarterly.backup');
  const asPage = (at: Record<string, string>, block: string) =>
    quarterly(at, ...block.replace('quarterly.backup', file).split(' ').slice(1));
  const [backup = '', verify = '', restore = '', status = '', release = '', ...more] = blocks;
  expect(more).toEqual([]);
  done(await asPage(env, backup));
  const sentThen = simulator.counters().mails;
  await until(() => simulator.counters().mails >= sentThen + READERS / 10, LONG);
  await house.setWorkers(0);
  await Promise.all(house.workers.map((worker) => worker.stop()));

  const had = new Set(simulator.mails({ limit: 100_000 }).flatMap(({ destinations }) => destinations));
  const without = Array.from({ length: READERS }, (_, n) => `reader${READERS - n}@example.org`).filter(
    (address) => !had.has(address),
  );
  const [left, erased, suppressed] = [0, 1, 2].map((n) => without.slice(n * FEW, (n + 1) * FEW));
  for (const address of left ?? []) await leaveByLink(house, address);
  for (const address of erased ?? []) done(await quarterly(env, 'subscribers', 'erase', address, '--yes'));
  for (const address of suppressed ?? []) done(await quarterly(env, 'subscribers', 'suppress', address));

  done(await asPage(env, verify));
  const other = await emptyDatabase();
  await other.disconnect();
  const restored = { ...env, DATABASE_URL: other.url };
  done(await asPage(restored, restore));
  simulator.setQuota({ maxSendRate: 200 });
  const before = simulator.counters().mails;
  const worker = await quarterlyRunning(restored, /worker started/, 'worker');
  const said = done(await asPage(restored, status));
  expect(said.out).toMatch(/All sending is held/);
  expect(said.out).toMatch(/goes on for \d+ octets after what the database knows/);
  expect(simulator.counters().mails).toBe(before);
  done(await asPage(restored, release));

  const { db, close } = connectDatabase(other.url, silentLog, 2);
  await until(async () => (await deliveryReport(db, edition)).open === 0, LONG);
  const report = await deliveryReport(db, edition);
  const counts = new Map<string, number>();
  for (const { destinations } of simulator.mails({ limit: 100_000 }))
    for (const to of destinations) counts.set(to, (counts.get(to) ?? 0) + 1);
  const gone = [...(left ?? []), ...(erased ?? []), ...(suppressed ?? [])];
  expect([...counts].filter(([, times]) => times > 1)).toEqual([]);
  expect(gone.filter((address) => counts.has(address))).toEqual([]);
  expect(counts.size + report.unknown).toBe(READERS - gone.length);
  expect(report.unknown).toBe(0);
  const traces = await db
    .selectFrom('subscribers')
    .select('email')
    .where('email', 'in', erased ?? [])
    .execute();
  expect(traces).toEqual([]);
  await worker.stop();
  await close();
}, 600_000);
