import { beforeEach, expect, test } from 'vitest';
import {
  act,
  CONSEQUENCES,
  consequencesWait,
  deliverConsequences,
  listActs,
  type Performers,
  record,
} from '../../src/acts/index.ts';
import { performers } from '../../src/compose/performers.ts';
import { stopDeps } from '../../src/compose/runs.ts';
import { loadConfig } from '../../src/config.ts';
import { type Act, editionNumber, movableClock, silentLog } from '../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  cancelEdition,
  importEditionFolder,
} from '../../src/editions/index.ts';
import { cancelRun, findRunOfEdition, startRun } from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
let queue = bell();
let number = 100;
let edition = editionNumber(number);

beforeEach(async () => {
  await deliver();
  queue = bell();
  number += 1;
  edition = editionNumber(number);
  await insertEdition(db, edition);
});

const deps = () => ({ db, clock, queue });
const bound = (more: Partial<Performers> = {}) => ({
  ...performers({ db, clock, queue, config: loadConfig({}) }),
  ...more,
});
const deliver = (more: Partial<Performers> = {}) =>
  deliverConsequences({ db, clock, log: silentLog, performers: bound(more) });
const approved = (): Act => ({
  act: 'edition.approved',
  by: editor(),
  subject: edition,
  params: { hash: 'a'.repeat(64) },
});

test('every consequence has one who does it', () => {
  expect(Object.keys(bound()).sort()).toEqual([...CONSEQUENCES].sort());
});

test('an act that is rolled back leaves no record, and nothing follows', async () => {
  const failing = act(deps(), async (tx, at) => {
    await record(tx, approved(), at);
    throw new Error('the work failed');
  });
  await expect(failing).rejects.toThrow('the work failed');
  expect(await listActs(db, { edition, limit: 10 })).toEqual([]);
  expect(await consequencesWait(deps())).toBe(false);
});

test('what follows is done once, whoever delivers, and although the process died after the commit', async () => {
  await db.transaction().execute((tx) => record(tx, approved(), clock.now()));
  expect(await consequencesWait(deps())).toBe(true);
  let done = 0;
  const counting: Partial<Performers> = {
    'wake-run': async () => {
      await new Promise((then) => setTimeout(then, 20));
      done += 1;
    },
  };
  await Promise.all(Array.from({ length: 5 }, () => deliver(counting)));
  await deliver(counting);
  expect(done).toBe(1);
  expect(await consequencesWait(deps())).toBe(false);
  const [row] = await listActs(db, { edition, limit: 10 });
  expect(row).toMatchObject({ act: 'edition.approved', by: editor() });
  expect(row?.consequences).toMatchObject([
    { name: 'tell-asker', tries: 0, error: null },
    { name: 'wake-run', tries: 0, error: null },
  ]);
});

test('what fails is tried again later, and again, and does not stand in the way of the rest', async () => {
  await db.transaction().execute((tx) => record(tx, approved(), clock.now()));
  number += 1;
  const other = editionNumber(number);
  await insertEdition(db, other);
  await db.transaction().execute((tx) => record(tx, { ...approved(), subject: other }, clock.now()));
  let tries = 0;
  const done: number[] = [];
  const failing: Partial<Performers> = {
    'wake-run': async (tx, { subject }) => {
      if (subject === edition) {
        tries += 1;
        // What it did in its transaction is undone with it.
        await tx.deleteFrom('consequences').execute();
        if (tries < 3) throw new Error('not now');
      }
      done.push(subject);
    },
  };
  await deliver(failing);
  expect(done).toEqual([other]);
  expect((await listActs(db, { edition, limit: 1 }))[0]?.consequences).toMatchObject([
    { name: 'tell-asker', tries: 0 },
    { name: 'wake-run', tries: 1, error: { code: 'said', params: { said: 'not now' } } },
  ]);
  expect(await consequencesWait(deps())).toBe(false);
  clock.advance(1_000);
  await deliver(failing);
  clock.advance(1_000);
  await deliver(failing);
  expect(tries).toBe(2);
  clock.advance(1_000);
  await deliver(failing);
  expect({ tries, done }).toEqual({ tries: 3, done: [other, edition] });
});

test('a cancelled edition ends its waiting run, so that nobody is reminded for ever', async () => {
  const by = editor();
  const run = await startRun(deps(), { edition, by });
  await db
    .updateTable('runs')
    .set({ state: 'waiting', reason: 'waits for approval' })
    .where('id', '=', run.id)
    .execute();
  await cancelEdition(deps(), edition, by);
  expect(queue.rung.map(({ name }) => name)).toContain('deliver-consequences');
  await deliver();
  expect(await findRunOfEdition(db, edition)).toMatchObject({
    state: 'cancelled',
    reason: { code: 'edition-cancelled', params: { edition } },
    finished_at: clock.now(),
  });
  const acts = await listActs(db, { edition, limit: 10 });
  expect(acts.map(({ act: name }) => name)).toEqual(['run.cancelled', 'edition.cancelled', 'run.started']);
  expect(acts.every((one) => one.by.kind === 'command')).toBe(true);
});

test('an approved edition wakes the run that waited for it', async () => {
  const by = editor();
  const folder = new URL('../../sample/edition-07', import.meta.url).pathname;
  const seven = editionNumber(7);
  await importEditionFolder({ db, clock }, folder, editor());
  await assembleEdition(deps(), seven, by);
  await deliver();
  const run = await startRun(deps(), { edition: seven, by });
  await db.updateTable('runs').set({ state: 'waiting' }).where('id', '=', run.id).execute();
  queue = bell();
  await approveEdition(deps(), seven, by);
  await deliver();
  expect((await findRunOfEdition(db, seven))?.state).toBe('running');
  expect(queue.rung.map(({ name }) => name)).toEqual(['deliver-consequences', 'advance-run']);
});

test('what a cancelled run left is skipped, unless another run has taken its place', async () => {
  const by = editor();
  await startRun(deps(), { edition, by });
  await cancelRun(stopDeps(deps()), { edition, by });
  await startRun(deps(), { edition, by });
  await deliver();
  expect((await findRunOfEdition(db, edition))?.state).toBe('running');
});

test('an act cannot be changed or removed', async () => {
  await db.transaction().execute((tx) => record(tx, approved(), clock.now()));
  await expect(db.updateTable('acts').set({ subject: 1 }).execute()).rejects.toThrow('append-only');
  await expect(db.deleteFrom('acts').execute()).rejects.toThrow('append-only');
});

test('who starts a run that waits has it look again at once, before any bell was heard', async () => {
  const by = editor();
  const run = await startRun(deps(), { edition, by });
  await db
    .updateTable('runs')
    .set({ state: 'waiting', reason: 'waits for approval' })
    .where('id', '=', run.id)
    .execute();
  expect(await startRun(deps(), { edition, by })).toMatchObject({ id: run.id, state: 'running' });
  expect(await findRunOfEdition(db, edition)).toMatchObject({ state: 'running', reason: null });
});
