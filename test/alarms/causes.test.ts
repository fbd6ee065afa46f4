import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { conditionsOf } from '../../src/alarms/index.ts';
import { alarmFacts } from '../../src/compose/alarm-facts.ts';
import { approve } from '../../src/compose/approval.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { stopDeps } from '../../src/compose/runs.ts';
import { DAY_MS, type EditionNumber, reason, reasonColumns } from '../../src/core/index.ts';
import { endHindrance, noteHindrance } from '../../src/delivery/index.ts';
import { endAway, noteAway } from '../../src/delivery/pace/outage.store.ts';
import { importEditionFolder } from '../../src/editions/index.ts';
import {
  acknowledgeRun,
  findRunOfEdition,
  resumeRun,
  runControl,
  startDue,
  startRun,
} from '../../src/flows/index.ts';
import { moveRun } from '../../src/flows/moves.store.ts';
import { writeSetting } from '../../src/settings/index.ts';
import { openRun } from '../delivery/support/edition.ts';
import { editor } from '../support/actors.ts';
import { HOUR_MS, MINUTE_MS, openAlarms, watched } from '../support/alarms.ts';
import { insertEdition } from '../support/edition.ts';
import { openEditorial } from '../support/editorial.ts';

const FIVE_MINUTES = 5 * MINUTE_MS;
/** What the database itself dates is dated by its own clock. */
const NOW = new Date();
const YEARLY = { CADENCE: '0 9 1 1 *', FLOW_LEAD_DAYS: '0', TIME_ZONE: 'UTC' };
const folder = new URL('../../sample/edition-07', import.meta.url).pathname;

type House = Awaited<ReturnType<typeof openAlarms>>;

/** Nothing fires before, the cause alone within five minutes, nothing once it is cured. */
async function comesAndGoes(
  house: House,
  cause: string,
  {
    provoke,
    cure,
    sweeps = true,
  }: { provoke(): Promise<unknown>; cure(): Promise<unknown>; sweeps?: boolean },
) {
  await house.look();
  expect(await house.causes()).toEqual([]);
  await provoke();
  await house.later(FIVE_MINUTES, { sweeps });
  expect(await house.causes()).toEqual([cause]);
  await cure();
  await house.look();
  expect(await house.causes()).toEqual([]);
  expect((await house.all()).map(({ cause: is, mendedAt }) => [is, mendedAt !== null])).toEqual([
    [cause, true],
  ]);
}

test('an edition that should have started and did not: no process takes the slot', async () => {
  const house = await openAlarms(
    { CADENCE: '0 9 1 12 *', FLOW_LEAD_DAYS: '0', TIME_ZONE: 'UTC' },
    new Date('2026-11-30T09:00:00Z'),
  );
  await insertEdition(house.app.db, 1);
  await comesAndGoes(house, 'edition-not-started', {
    provoke: async () => house.clock.set(new Date('2026-12-01T09:00:00Z')),
    cure: () => startDue(recurrenceOf(house.app)),
  });
});

test('an edition that should have started and did not: none is planned', async () => {
  const house = await openAlarms(
    { CADENCE: '0 9 1 12 *', FLOW_LEAD_DAYS: '0', TIME_ZONE: 'UTC' },
    new Date('2026-11-30T09:00:00Z'),
  );
  await comesAndGoes(house, 'edition-not-started', {
    async provoke() {
      house.clock.set(new Date('2026-12-01T09:00:00Z'));
      await startDue(recurrenceOf(house.app));
    },
    async cure() {
      const edition = await insertEdition(house.app.db, 1);
      await startRun(house.app, { edition, by: editor() });
    },
  });
});

test('an edition that should have started and did not: its slot is so late that a person is asked', async () => {
  const house = await openAlarms(YEARLY);
  await comesAndGoes(house, 'edition-not-started', {
    async provoke() {
      const at = house.clock.now();
      const { reason: outcome, ...told } = reasonColumns(reason('slot-asks', { days: 7 }));
      await house.app.db
        .insertInto('slots')
        .values({ slot: at, taken_at: at, outcome: outcome ?? '', ...told })
        .execute();
    },
    cure: () =>
      house.app.db.updateTable('slots').set({ reason_code: 'slot-skipped', reason_params: '{}' }).execute(),
  });
});

test('approval late for its date', async () => {
  const desk = await openEditorial(new Date('2026-11-05T10:00:00Z'), { ...YEARLY, SENDING: 'simulator' });
  const house = watched(desk.app, desk.clock);
  const { edition } = await importEditionFolder(desk.app, folder, editor());
  await startRun(desk.app, { edition, by: editor() });
  await scheduleFor(desk.app.db, edition, new Date('2026-11-09T09:00:00Z'));
  await desk.settle();
  // The mails to its approvers leave.
  await desk.app.db.deleteFrom('notices').execute();
  desk.clock.set(new Date('2026-11-09T08:50:00Z'));
  await house.look();
  await comesAndGoes(house, 'approval-late', {
    provoke: async () => desk.clock.set(new Date('2026-11-09T09:00:00Z')),
    async cure() {
      await approve(desk.app, edition, { by: editor() });
      await desk.settle();
    },
  });
});

const scheduleFor = (db: House['app']['db'], edition: EditionNumber, at: Date) =>
  db.updateTable('editions').set({ send_at: at }).where('number', '=', edition).execute();

test('a run that is held; for the daily quota, which ends by itself, only when it does not', async () => {
  const house = await openAlarms(YEARLY);
  const { db } = house.app;
  const edition = await insertEdition(db, 1);
  await openRun(db, edition);
  const hold = (why: Parameters<typeof runControl.hold>[2]['reason']) =>
    db.transaction().execute((tx) => runControl.hold(tx, edition, { reason: why, at: house.clock.now() }));
  const resume = () => resumeRun(stopDeps(house.app), { edition, by: editor() });
  await comesAndGoes(house, 'run-held', {
    provoke: () => hold(reason('ses-silent', { said: 'no answer, for kim@example.org' })),
    cure: resume,
  });
  expect((await house.all())[0]?.paragraphs.join()).not.toContain('kim@');
  await hold(reason('daily-quota', { until: '2026-11-06T10:00:00.000Z' }));
  await house.later(DAY_MS);
  expect(await house.causes()).toEqual([]);
  await house.later(3 * HOUR_MS);
  expect(await house.causes()).toEqual(['run-held']);
});

test('a run that failed, until somebody says that it is dealt with', async () => {
  const house = await openAlarms(YEARLY);
  const { db, clock } = house.app;
  const edition = await insertEdition(db, 1);
  await openRun(db, edition);
  const id = (await findRunOfEdition(db, edition))?.id as Parameters<typeof acknowledgeRun>[1]['id'];
  await comesAndGoes(house, 'run-failed', {
    provoke: () =>
      moveRun(
        db,
        { id },
        {
          verb: 'fail',
          reason: reason('paused'),
          by: { kind: 'flow' },
          at: clock.now(),
          finishedAt: clock.now(),
        },
      ),
    cure: () => acknowledgeRun(house.app, { id, by: editor(), words: 'Sent by hand.' }),
  });
});

test('a small flow that failed, until it has succeeded again', async () => {
  const house = await openAlarms(YEARLY);
  const run = (state: 'failed' | 'succeeded') =>
    house.app.db
      .insertInto('flow_runs')
      .values({
        flow: 'backup',
        edition_number: null,
        trigger: 'schedule',
        slot: null,
        state,
        reason: null,
        started_at: house.clock.now(),
        finished_at: house.clock.now(),
      })
      .execute();
  await comesAndGoes(house, 'run-failed', { provoke: () => run('failed'), cure: () => run('succeeded') });
});

test('mails of which nobody knows, once the window is over', async () => {
  const house = await openAlarms({ ...YEARLY, UNKNOWN_WINDOW_MINUTES: '60' });
  const { db } = house.app;
  const edition = await insertEdition(db, 1);
  await sql`INSERT INTO subscribers (email, email_key, state, all_sections, sections, created_at, updated_at)
    VALUES ('kim@example.org', 'kim@example.org', 'active', true, '{}', now(), now())`.execute(db);
  const state = (to: 'unknown' | 'accepted', at: Date) =>
    sql`INSERT INTO deliveries (edition_number, subscriber_id, state, updated_at)
      SELECT ${edition}, id, ${to}, ${at} FROM subscribers
      ON CONFLICT (edition_number, subscriber_id) DO UPDATE SET state = excluded.state`.execute(db);
  await state('accepted', house.clock.now());
  await db.updateTable('deliveries').set({ state: 'unknown' }).execute();
  await house.later(50 * MINUTE_MS);
  await comesAndGoes(house, 'unknown-mails', {
    provoke: async () => house.clock.advance(6 * MINUTE_MS),
    cure: () => db.updateTable('deliveries').set({ state: 'accepted' }).execute(),
  });
});

test('a queue that takes nothing, and work that nobody takes', async () => {
  const house = await openAlarms(YEARLY, NOW);
  const hinder = () =>
    noteHindrance(
      { db: house.app.db, runs: runControl },
      { kind: 'queue', reason: reason('queue-away', { said: 'connect ECONNREFUSED' }) },
    );
  await comesAndGoes(house, 'queue-stuck', {
    provoke: hinder,
    cure: () => endHindrance(house.app.db, { kind: 'queue' }),
  });
  const notice = { kind: 'welcome', to_address: 'kim@example.org', params: '{}', state: 'queued' } as const;
  const at = { created_at: house.clock.now(), updated_at: house.clock.now() };
  await house.app.db
    .insertInto('notices')
    .values({ ...notice, ...at, reason: null, message_id: null })
    .execute();
  await house.later(11 * MINUTE_MS);
  expect(await house.causes()).toEqual(['queue-stuck']);
});

test('too many bounces, also once all mails are out', async () => {
  const house = await openAlarms(YEARLY);
  const { db } = house.app;
  const edition = await insertEdition(db, 1, { state: 'published' });
  await sql`INSERT INTO subscribers (email, email_key, state, all_sections, sections, created_at, updated_at)
    SELECT n || '@example.org', n || '@example.org', 'active', true, '{}', now(), now() FROM generate_series(1, 100) n`.execute(
    db,
  );
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, updated_at)
    SELECT ${edition}, id, 'delivered', ${house.clock.now()} FROM subscribers`.execute(db);
  await db
    .insertInto('plans')
    .values({
      edition_number: edition,
      planned: 100,
      wave_opens_at: null,
      held_until: null,
      created_at: house.clock.now(),
    })
    .execute();
  const bounce = (share: number) =>
    sql`UPDATE deliveries SET state = 'bounced', reason_code = 'hard-bounce', reason_params = '{"kind": "General"}'
      WHERE subscriber_id IN (SELECT id FROM subscribers ORDER BY id LIMIT ${share})`.execute(db);
  await bounce(2);
  await comesAndGoes(house, 'too-many-bounces', {
    provoke: () => bounce(10),
    async cure() {
      // It says nothing any more of the list as it is now.
      house.clock.advance(15 * DAY_MS);
    },
  });
});

test('Amazon SES that cannot be reached', async () => {
  const house = await openAlarms(YEARLY, NOW);
  const { db } = house.app;
  await comesAndGoes(house, 'ses-away', {
    async provoke() {
      await sql`INSERT INTO pace (account, next_at, factor, factor_at, quota_per_second, sent_today, asked_at, answered_at, try_at, try_gap)
        VALUES ('ses', 0, 1, 0, 14, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING`.execute(db);
      await noteAway(db, 'getaddrinfo ENOTFOUND');
      await sql`UPDATE pace SET away_since = away_since - 5`.execute(db);
      await noteAway(db, 'getaddrinfo ENOTFOUND');
    },
    cure: () => endAway(db),
  });
});

test('a sweeper that is silent; a process that has just started waits for it first', async () => {
  const house = await openAlarms(YEARLY);
  await comesAndGoes(house, 'sweeper-silent', {
    provoke: async () => {},
    sweeps: false,
    cure: () => writeSetting(house.app.db, 'swept', house.clock.now().toISOString()),
  });
});

test('a disk that is almost full, of this machine alone', async () => {
  const house = await openAlarms(YEARLY);
  const data = mkdtempSync(join(tmpdir(), 'quarterly-disk-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  mkdirSync(join(data, 'journal'));
  const facts = await alarmFacts(
    { ...house.app, config: { ...house.app.config, dataDir: data } },
    async () => [],
  )(house.app.db, house.clock.now());
  expect(facts.disks).toMatchObject([{ folder: 'data folder' }]);
  expect(facts.disks[0]?.sizeBytes).toBeGreaterThan(facts.disks[0]?.freeBytes ?? 0);
  const causesWith = (freeBytes: number, sizeBytes: number) =>
    conditionsOf({ ...facts, disks: [{ folder: 'data folder', freeBytes, sizeBytes }] }, house.clock.now())
      .filter(({ cause }) => cause !== 'sweeper-silent')
      .map(({ cause }) => cause);
  const GB = 1024 ** 3;
  expect(causesWith(0.9 * GB, 10 * GB)).toEqual(['disk-almost-full']);
  expect(causesWith(4 * GB, 100 * GB)).toEqual(['disk-almost-full']);
  expect(causesWith(90 * GB, 2_000 * GB)).toEqual([]);
  expect(causesWith(0.06 * GB, 0.064 * GB)).toEqual([]);
});

test('with SENDING=off nothing of sending is raised or told, and what fires is left as it is', async () => {
  const house = await openAlarms({ ...YEARLY, SENDING: 'off' });
  const { db } = house.app;
  const edition = await insertEdition(db, 1);
  await openRun(db, edition);
  await db.transaction().execute((tx) =>
    runControl.hold(tx, edition, {
      reason: reason('ses-silent', { said: 'no answer' }),
      at: house.clock.now(),
    }),
  );
  await house.later(HOUR_MS, { sweeps: false });
  expect(await house.causes()).toEqual([]);
});
