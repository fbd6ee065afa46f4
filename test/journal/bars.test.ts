import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { applyEvents, storeEvent } from '../../src/delivery/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { readerLinks, readToken } from '../../subscribers/index.ts';
import { addReaders, readyToSend } from '../delivery/support/edition.ts';
import { copyOf, freshDatabase } from '../support/database.ts';
import { openInstallation } from './support/installation.ts';

/** Of an edition whose journal finds no room. */
const READERS = 200;
/** New readers after the copy, and as many others after the restore. */
const NEW = 500;

let simulator: Simulator;
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'quarterly-bars-'));
  simulator = await startSimulator({ maxSendRate: -1, max24HourSend: -1 });
});
afterAll(async () => {
  await simulator.close();
  await rm(root, { recursive: true });
});

type Room = Awaited<ReturnType<typeof openInstallation>>;

/** An installation with so many readers, and a copy of its database as it was before `since`. */
async function restoredAfter(readers: number, since: (room: Room) => Promise<void>) {
  simulator.clear();
  const folder = await mkdtemp(join(root, 'data-'));
  const origin = await freshDatabase();
  const opening = { url: origin.url, folder, ses: simulator.url };
  const first = await openInstallation(opening);
  await readyToSend(first.db, 1, readers);
  await first.plan(1);
  await first.send(1);
  await first.close();
  await origin.disconnect();
  const copy = await copyOf(origin.url);
  const after = await openInstallation(opening);
  await since(after);
  await after.close();
  return openInstallation({ ...opening, url: copy.url });
}

test('old links and events of readers and mails that a restored database does not know touch none who come after', async () => {
  const links: string[] = [];
  const mails: { delivery: string; messageId: string; to: string }[] = [];
  const room = await restoredAfter(4, async (after) => {
    await addReaders(after.db, NEW, 1_001);
    await readyToSend(after.db, 2, 0);
    await after.plan(2);
    await after.send(2);
    const made = readerLinks(after.app.keys, 'https://bulletin.example.org');
    const { rows } = await sql<{
      id: number;
      delivery: number;
      message: string;
      version: number;
      email: string;
    }>`
      SELECT s.id, d.id AS delivery, d.message_id AS message, s.link_version AS version, s.email
      FROM subscribers s JOIN deliveries d ON d.subscriber_id = s.id AND d.edition_number = 2 WHERE s.email LIKE 'reader1___@%' OR s.email LIKE 'reader1____@%'`.execute(
      after.db,
    );
    for (const { id, version, delivery, message, email } of rows) {
      links.push(made(id as never, version).unsubscribe);
      mails.push({ delivery: String(delivery), messageId: message, to: email });
    }
  });
  expect(links).toHaveLength(NEW);
  await room.journal.check();
  await room.release();
  await addReaders(room.db, NEW, 5_001);
  await readyToSend(room.db, 3, 0);
  await room.plan(3);
  await room.send(3);

  const standing = async () => {
    const { rows } = await sql`
      SELECT (SELECT jsonb_agg(jsonb_build_array(id, state, link_version) ORDER BY id) FROM subscribers) AS readers,
        (SELECT jsonb_agg(jsonb_build_array(id, state, reason_code) ORDER BY id) FROM deliveries) AS deliveries`.execute(
      room.db,
    );
    return rows;
  };
  const before = await standing();
  const ids = await room.db.selectFrom('subscribers').select('id').execute();
  const known = new Set(ids.map(({ id }) => Number(id)));
  for (const link of links) {
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    const read = readToken(room.app.keys, 'unsubscribe', token, new Date());
    if (read.state === 'refused') throw new Error('the link was not read');
    expect(known.has(Number(read.claim.id))).toBe(false);
  }
  const { id: installation } = await room.db
    .selectFrom('settings')
    .select('value as id')
    .where('key', '=', 'installation-id')
    .executeTakeFirstOrThrow();
  for (const [n, { delivery, messageId, to }] of mails.entries()) {
    const complaint = n % 2 === 0;
    const payload = {
      eventType: complaint ? 'Complaint' : 'Bounce',
      ...(complaint
        ? { complaint: { complainedRecipients: [{ emailAddress: to }] } }
        : { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: to }] } }),
      mail: { messageId, tags: { delivery: [delivery], installation: [installation], edition: ['2'] } },
    };
    await storeEvent(room.db, {
      messageId: `late-${n}`,
      event: { type: payload.eventType, payload: JSON.stringify(payload) },
      now: room.app.clock.now(),
    });
  }
  await applyEvents(room.sending.feedback);
  expect(await standing()).toEqual(before);
  await room.close();
});

test('a slot that nobody took before the restore or since starts nothing, and a person is asked', async () => {
  const room = await restoredAfter(2, async (after) => {
    await addReaders(after.db, 1, 9_001);
    await readyToSend(after.db, 2, 0);
    await after.plan(2);
    await after.send(2);
  });
  const since = new Date(Date.now() - 36 * 3_600_000).toISOString();
  await recurrenceOf(room.app).dueSlots(room.db, room.app.clock.now());
  await sql`UPDATE settings SET value = ${since} WHERE key LIKE 'cadence-since%'`.execute(room.db);
  expect(await recurrenceOf(room.app).dueSlots(room.db, room.app.clock.now())).toHaveLength(1);
  await room.journal.check();
  const { missed } = await room.release();
  expect(missed).toEqual([expect.stringMatching(/T0[89]:00:00.000Z$/)]);
  expect(await room.db.selectFrom('slots').select('outcome').execute()).toEqual([
    { outcome: expect.stringMatching(/^missed/) },
  ]);
  expect(
    await room.db.selectFrom('runs').select('trigger').where('trigger', '=', 'schedule').execute(),
  ).toEqual([]);
  await room.close();
});

const mayMount = process.getuid?.() === 0 && existsSync('/proc/filesystems');
/** A disk of so many octets; `undefined` where this account may mount none. */
function smallDisk(folder: string, octets: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${octets},mode=700`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!mayMount)(
  'a journal whose disk is full: nothing is sent, the run says why, and it goes on once there is room',
  async (context) => {
    const disk = await mkdtemp(join(root, 'disk-'));
    if (!smallDisk(disk, 64 * 1024)) return context.skip();
    try {
      simulator.clear();
      const origin = await freshDatabase();
      const room = await openInstallation({
        url: origin.url,
        folder: await mkdtemp(join(root, 'data-')),
        ses: simulator.url,
        env: { JOURNAL_DIR: disk, LEASE_SECONDS: '3' },
      });
      await readyToSend(room.db, 1, READERS);
      await room.plan(1);
      await room.send(1, 6);
      execFileSync('sh', ['-c', `head -c 1000000 /dev/zero > ${disk}/full || true`], { stdio: 'ignore' });
      const stopped = room.send(1).catch(() => {});
      const says = async () =>
        (await room.db.selectFrom('hindrances').select(['reason_code', 'reason']).execute()).map(
          ({ reason }) => reason ?? '',
        );
      await expect
        .poll(says, { timeout: 60_000 })
        .toEqual([expect.stringMatching(/journal.*(ENOSPC|no space)/i)]);
      // The page of the disk that the journal has already holds some 25 lines more.
      expect(simulator.counters().mails).toBeLessThan(READERS / 2);
      execFileSync('rm', [`${disk}/full`]);
      await stopped;
      // As the sweeper rings, until the lease of who stopped has ended.
      const goneOn = async () => {
        await room.send(1);
        return (await room.report(1)).open;
      };
      await expect.poll(goneOn, { timeout: 90_000, interval: 500 }).toBe(0);
      expect(await room.report(1)).toMatchObject({ sent: READERS, unknown: 0 });
      const to = simulator.mails({ limit: 1_000 }).map(({ destinations }) => destinations[0]);
      expect(new Set(to).size).toBe(to.length);
      await room.close();
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  },
);
