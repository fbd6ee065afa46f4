import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseEmailAddress } from '../../src/core/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { eraseAddress, findReader, leave, suppressAddress } from '../../subscribers/index.ts';
import { addReaders, readyToSend } from '../delivery/support/edition.ts';
import { editor } from '../support/actors.ts';
import { copyOf, freshDatabase } from '../support/database.ts';
import { openInstallation } from './support/installation.ts';

const how = { source: 'preferences page', wording: null, by: editor() } as const;

let simulator: Simulator;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'quarterly-journal-'));
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1, latencyMs: [1, 3] });
});
afterAll(async () => {
  await simulator.close();
  await rm(root, { recursive: true });
});

/** How often each address got a mail. */
function received(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { destinations } of simulator.mails({ limit: 10_000 }))
    for (const to of destinations) counts.set(to, (counts.get(to) ?? 0) + 1);
  return counts;
}

async function readerOf(room: Awaited<ReturnType<typeof openInstallation>>, n: number) {
  const reader = await findReader(room.db, parseEmailAddress(`reader${n}@example.org`));
  if (!reader) throw new Error(`there is no reader ${n}`);
  return reader;
}

/** An installation that is copied in the middle of an edition, and goes on afterwards. */
async function copiedInTheMiddle(readers: number, first: number) {
  simulator.clear();
  const folder = await mkdtemp(join(root, 'data-'));
  const origin = await freshDatabase();
  const { url } = origin;
  const opening = { url, folder, ses: simulator.url };
  const before = await openInstallation(opening);
  await readyToSend(before.db, 1, readers);
  await before.plan(1);
  await before.send(1, first);
  await before.close();
  await origin.disconnect();
  const copy = await copyOf(url);
  return { opening, copy: { ...opening, url: copy.url } };
}

test('a database that was restored holds by itself; after the release nobody has a mail twice, and everybody has one', async () => {
  const { opening, copy } = await copiedInTheMiddle(40, 10);
  const after = await openInstallation(opening);
  await after.send(1, 14);
  await leave({ ...after.app }, (await readerOf(after, 38)).id, how);
  await suppressAddress({ ...after.app }, parseEmailAddress('reader39@example.org'), how);
  await eraseAddress({ ...after.app }, parseEmailAddress('reader40@example.org'), how);
  await after.journal.flush();
  await after.close();
  const sentBefore = received();

  const restored = await openInstallation(copy);
  await restored.send(1);
  expect(received()).toEqual(sentBefore);
  const { since, findings, lost } = await restored.standing();
  expect(since).not.toBeNull();
  expect(findings.map(({ kind }) => kind)).toContain('longer');
  expect(lost).toEqual([]);

  const replayed = await restored.release();
  expect(replayed).toMatchObject({ left: 1, suppressed: 1, erased: 1 });
  expect(await restored.standing()).toMatchObject({ since: null, findings: [] });
  await restored.send(1);
  const report = await restored.report(1);
  expect(report).toMatchObject({ open: 0, unknown: 0 });
  const counts = received();
  expect([...counts.values()].filter((times) => times !== 1)).toEqual([]);
  for (let n = 1; n <= 37; n += 1) expect(counts.get(`reader${n}@example.org`)).toBe(1);
  expect(await findReader(restored.db, parseEmailAddress('reader40@example.org'))).toBeUndefined();
  expect(await readerOf(restored, 38)).toMatchObject({ state: 'unsubscribed' });
  expect(await readerOf(restored, 39)).toMatchObject({ state: 'suppressed' });
  await restored.close();
});

test('numbers that were handed out after the copy are not handed out again', async () => {
  const { opening, copy } = await copiedInTheMiddle(6, 2);
  const after = await openInstallation(opening);
  await readyToSend(after.db, 2, 0);
  await addReaders(after.db, 1, 1_000);
  await after.plan(2);
  await after.send(2);
  const highest = async (room: typeof after) => ({
    reader: Number(
      (
        await room.db
          .selectFrom('subscribers')
          .select(({ fn }) => fn.max('id').as('id'))
          .executeTakeFirstOrThrow()
      ).id,
    ),
    delivery: Number(
      (
        await room.db
          .selectFrom('deliveries')
          .select(({ fn }) => fn.max('id').as('id'))
          .executeTakeFirstOrThrow()
      ).id,
    ),
  });
  const handedOut = await highest(after);
  await after.close();

  const restored = await openInstallation(copy);
  await restored.journal.check();
  await restored.release();
  await readyToSend(restored.db, 2, 0);
  await addReaders(restored.db, 1, 2_000);
  await restored.plan(2);
  const now = await highest(restored);
  expect(now.reader).toBeGreaterThan(handedOut.reader);
  expect(now.delivery).toBeGreaterThan(handedOut.delivery);
  // The edition that the copy did not know has gone to its readers: only who is new gets it.
  await restored.send(2);
  const counts = received();
  for (let n = 1; n <= 6; n += 1) expect(counts.get(`reader${n}@example.org`) ?? 0).toBeLessThanOrEqual(2);
  expect(counts.get('reader2000@example.org')).toBe(1);
  await restored.close();
});

test('a journal that is lost holds, says so, and needs a person who accepts the loss', async () => {
  const { opening } = await copiedInTheMiddle(12, 4);
  const journals = join(opening.folder, 'journal');
  for (const name of await readdir(journals)) if (name.endsWith('.journal')) await rm(join(journals, name));
  const room = await openInstallation(opening);
  const sentBefore = received();
  await room.send(1);
  expect(received()).toEqual(sentBefore);
  const { findings, lost } = await room.standing();
  expect(findings.map(({ kind }) => kind)).toEqual(['missing']);
  expect(lost).toHaveLength(1);
  await expect(room.release()).rejects.toThrow(/--accept-loss/);
  await room.release(true);
  await room.send(1);
  expect([...received().values()].filter((times) => times !== 1)).toEqual([]);
  expect(await room.report(1)).toMatchObject({ open: 0, sent: 12 });
  await room.close();
});

test('a data folder that goes back as a whole, journal and all, is caught by the copy of the journal', async () => {
  const copyTo = await mkdtemp(join(root, 'second-disk-'));
  simulator.clear();
  const folder = await mkdtemp(join(root, 'data-'));
  const origin = await freshDatabase();
  const env = { JOURNAL_COPY_TO: copyTo };
  const opening = { url: origin.url, folder, ses: simulator.url, env };
  const before = await openInstallation(opening);
  await readyToSend(before.db, 1, 20);
  await before.plan(1);
  await before.send(1, 5);
  await before.close();
  await origin.disconnect();
  const copy = await copyOf(origin.url);
  const copiedFolder = join(root, 'data-copied');
  await cp(folder, copiedFolder, { recursive: true });
  const after = await openInstallation(opening);
  await after.send(1, 8);
  await after.close();

  const restored = await openInstallation({ ...opening, url: copy.url, folder: copiedFolder });
  const sentBefore = received();
  await restored.send(1);
  expect(received()).toEqual(sentBefore);
  await restored.release();
  await restored.send(1);
  const counts = received();
  expect(counts.size).toBe(20);
  expect([...counts.values()].filter((times) => times !== 1)).toEqual([]);
  await restored.close();
});
