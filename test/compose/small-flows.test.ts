import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFeed } from '../../src/articles/index.ts';
import { type App, openApp } from '../../src/compose/app.ts';
import { composeFlows, recurringFlows } from '../../src/compose/flows.ts';
import { type FeedPolling, feedPolling } from '../../src/compose/polling.ts';
import { loadConfig } from '../../src/config.ts';
import { DAY_MS, type FlowName, movableClock, runId, sectionSlug, silentLog } from '../../src/core/index.ts';
import { advance, listRuns, openRuns, showRun, startDueFlow } from '../../src/flows/index.ts';
import { registerSections } from '../../src/sections/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

/** A partner whose feed holds what a test says. */
let items = 1;
const partner = createServer((_, answer) => {
  const item = (n: number) =>
    `<item><title>Story ${n}</title><guid>story-${n}</guid><description>Words of story ${n}.</description></item>`;
  answer.setHeader('content-type', 'application/rss+xml');
  answer.end(
    `<rss version="2.0"><channel><title>Partner</title>${Array.from({ length: items }, (_, n) => item(n)).join('')}</channel></rss>`,
  );
});
const clock = movableClock(new Date('2026-05-01T10:00:00Z'));
let app: App;
let feeds: FeedPolling;

beforeAll(async () => {
  await new Promise<void>((done) => partner.listen(0, '127.0.0.1', done));
  const { url } = await freshDatabase();
  const config = loadConfig({
    DATABASE_URL: url,
    FEEDS_CADENCE: '0 * * * *',
    FEEDS_ALLOW_PRIVATE: 'on',
    TIME_ZONE: 'UTC',
    SENDING: 'off',
  });
  app = await openApp(config, { role: 'test', log: silentLog, clock });
  feeds = feedPolling(app);
});
afterAll(async () => {
  await app.close();
  partner.close();
});

/** What the recurrences and the sweeper do. */
async function ring() {
  const deps = { ...app, queue: bell(), flows: composeFlows(app, feeds) };
  for (const flow of recurringFlows(app, feeds)) await startDueFlow(deps, flow);
  for (const id of await openRuns(app.db, clock.now())) await advance(deps, id);
}

const runsOf = async (flow: FlowName) =>
  (await listRuns(app.db, flow, 500)).map(({ state, slot, changed, edition_number }) => ({
    state,
    slot: slot?.toISOString(),
    changed,
    edition_number,
  }));
const at = async (time: string) => {
  clock.set(new Date(time));
  await ring();
};

test('partner feeds and retention have a history of their own; what changed nothing is kept for 30 days', async () => {
  await ring();
  expect(await listRuns(app.db, 'partner-feeds')).toEqual([]);
  const { port } = partner.address() as AddressInfo;
  const seeds = { slug: sectionSlug('seeds'), label: 'Seeds', description: '' };
  await registerSections(app.db, [seeds], { by: { kind: 'flow' }, at: clock.now() });
  await addFeed(app, { address: `http://127.0.0.1:${port}/feed.xml`, section: 'seeds', by: editor() });

  await at('2026-05-01T11:00:10Z');
  await ring();
  const first = { state: 'succeeded', slot: '2026-05-01T11:00:00.000Z', changed: true, edition_number: null };
  expect(await runsOf('partner-feeds')).toEqual([first]);
  const [run] = await listRuns(app.db, 'partner-feeds');
  expect(await showRun(app.db, run?.id ?? 0)).toMatchObject({
    flow: 'partner-feeds',
    trigger: 'schedule',
    actions: [
      {
        name: 'poll',
        state: 'succeeded',
        inputs: { slot: '2026-05-01T11:00:00.000Z' },
        outputs: { feeds: [{ outcome: 'polled', created: 1, updated: 0 }] },
        attempts: [{ number: 1, state: 'succeeded' }],
      },
    ],
  });

  // Nothing new; and a slot that was missed while all was down comes late, once.
  await at('2026-05-01T14:20:00Z');
  const second = { ...first, slot: '2026-05-01T14:00:00.000Z', changed: false };
  expect(await runsOf('partner-feeds')).toEqual([second, first]);
  items = 2;
  await at('2026-05-01T15:00:00Z');
  const third = { ...first, slot: '2026-05-01T15:00:00.000Z' };
  expect(await runsOf('partner-feeds')).toEqual([third, second, first]);

  // Retention, by night, says what it forgot.
  await at('2026-05-02T03:17:00Z');
  const [night] = await listRuns(app.db, 'retention');
  expect(await showRun(app.db, night?.id ?? 0)).toMatchObject({
    state: 'succeeded',
    changed: false,
    actions: [
      { name: 'readers', outputs: { left: 0, unconfirmed: 0 } },
      { name: 'mail', outputs: { deliveries: 0, events: 0, notices: 0 } },
      { name: 'desk', outputs: { people: 0 } },
      { name: 'journals', outputs: { journals: 0 } },
      { name: 'runs', outputs: { runs: 0 } },
    ],
  });
  await app.db
    .deleteFrom('feeds')
    .execute()
    .catch(() => {});
  await app.db.updateTable('feeds').set({ removed_at: clock.now() }).execute();

  clock.set(new Date(new Date('2026-05-02T03:17:00Z').getTime() + 31 * DAY_MS));
  await ring();
  const later = await listRuns(app.db, 'retention');
  expect((await showRun(app.db, later[0]?.id ?? 0)).actions.at(-1)?.outputs).toEqual({ runs: 3 });
  expect(later.map(({ id }) => id)).not.toContain(night?.id);
  expect(await runsOf('partner-feeds')).toEqual([third, first]);
  // None of them is a run of an edition, for this version and for the one before.
  expect(await listRuns(app.db)).toEqual([]);
  expect(await app.db.selectFrom('runs').selectAll().execute()).toEqual([]);
  await expect(showRun(app.db, night?.id ?? runId(0))).rejects.toThrow('There is no run');
});

test('a backup each night has its history; without BACKUP_DIR none begins, and one is left to a worker that has it', async () => {
  clock.set(new Date('2026-07-01T12:00:00Z'));
  const nights = await mkdtemp(join(tmpdir(), 'quarterly-nights-'));
  const withFolder = { ...app, config: { ...app.config, backupDir: nights, backupKeep: 1 } };
  const ringing = (on: App) => async (time: string) => {
    clock.set(new Date(time));
    const deps = { ...on, queue: bell(), flows: composeFlows(on, feeds) };
    for (const flow of recurringFlows(on, feeds)) await startDueFlow(deps, flow);
    for (const id of await openRuns(on.db, clock.now())) await advance(deps, id);
  };
  const [here, elsewhere] = [ringing(withFolder), ringing(app)];
  await elsewhere('2026-07-02T02:23:00Z');
  expect(await listRuns(app.db, 'backup')).toEqual([]);
  await here('2026-07-02T12:00:00Z');
  expect(await listRuns(app.db, 'backup')).toEqual([]);
  await here('2026-07-03T02:23:00Z');
  const [first] = await listRuns(app.db, 'backup');
  expect(await showRun(app.db, first?.id ?? 0)).toMatchObject({
    state: 'succeeded',
    changed: true,
    actions: [
      { name: 'write', outputs: { file: join(nights, 'quarterly-2026-07-03T022300Z.backup') } },
      { name: 'remove-old', outputs: { kept: 1, removed: 0 } },
    ],
  });

  clock.set(new Date('2026-07-04T02:23:00Z'));
  const [, , backup] = recurringFlows(withFolder, feeds);
  if (backup) await startDueFlow({ ...app, queue: bell() }, backup);
  await elsewhere('2026-07-04T02:23:05Z');
  expect((await listRuns(app.db, 'backup'))[0]).toMatchObject({ state: 'running' });
  await here('2026-07-04T02:23:30Z');
  expect((await listRuns(app.db, 'backup'))[0]).toMatchObject({ state: 'succeeded', changed: true });
  expect(await readdir(nights)).toEqual(['quarterly-2026-07-04T022300Z.backup']);
  await rm(nights, { recursive: true });
});
