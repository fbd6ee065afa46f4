import { beforeAll, expect, test } from 'vitest';
import { type Database, movableClock, silentLog } from '../../src/core/index.ts';
import {
  type ActionOutcome,
  advance,
  openRuns,
  resubmitRun,
  showRun,
  startRun,
} from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';
import { editionLine } from './support/edition-line.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});
const clock = movableClock(new Date('2026-11-24T09:00:00Z'));

function flow(render: () => Promise<ActionOutcome>) {
  const done = async (): Promise<ActionOutcome> => ({ state: 'succeeded', outputs: {} });
  const flows = editionLine((name) => (name === 'render' ? render : done));
  return { db, clock, queue: bell(), log: silentLog, flows };
}

const rendering = async (id: Parameters<typeof showRun>[1]) =>
  (await showRun(db, id)).actions.find(({ name }) => name === 'render')?.attempts ?? [];

test('each attempt is on record with its inputs, outputs, error and times; the next try needs no queue', async () => {
  let tries = 0;
  const deps = flow(async () => {
    tries += 1;
    if (tries <= 3) throw new Error(`disk full ${tries}`);
    return { state: 'succeeded', outputs: { after: tries } };
  });
  const by = editor();
  const edition = await insertEdition(db, 1);
  const run = await startRun(deps, { edition, by });
  await advance(deps, run.id);
  // Every job is lost: the time of the next try stands with the run, and the sweeper goes by it.
  expect((await showRun(db, run.id)).next_try_at).toEqual(new Date('2026-11-24T09:00:02Z'));
  expect(await openRuns(db, clock.now())).toEqual([]);
  clock.advance(2_000);
  expect(await openRuns(db, clock.now())).toEqual([run.id]);
  await advance(deps, run.id);
  clock.advance(4_000);
  await advance(deps, run.id);
  expect((await showRun(db, run.id)).state).toBe('failed');
  clock.advance(60_000);
  await resubmitRun(deps, { edition, by });
  await advance(deps, run.id);
  expect(await showRun(db, run.id)).toMatchObject({ state: 'succeeded', next_try_at: null });
  const failed = (number: number, at: string) => ({
    number,
    state: 'failed',
    inputs: { of: 'render' },
    outputs: null,
    stack: expect.stringMatching(/^Error\n {4}at .*attempts\.test\.ts/),
    error: { code: 'said', params: { said: `disk full ${number}` } },
    started_at: new Date(at),
    finished_at: new Date(at),
  });
  expect(await rendering(run.id)).toMatchObject([
    failed(1, '2026-11-24T09:00:00Z'),
    failed(2, '2026-11-24T09:00:02Z'),
    failed(3, '2026-11-24T09:00:06Z'),
    { number: 4, state: 'succeeded', outputs: { after: 4 }, error: null },
  ]);
});

test('looks at work that goes on, and waits, are one attempt', async () => {
  const said: ActionOutcome[] = [
    { state: 'running', againMs: 3_600_000, outputs: { sent: 1 } },
    { state: 'running', againMs: 500, outputs: { sent: 2 } },
    { state: 'waiting', reason: { code: 'no-send-time', params: { edition: 2 } } },
    { state: 'succeeded', outputs: { sent: 3 } },
  ];
  const deps = flow(async () => said.shift() ?? expect.unreachable());
  const run = await startRun(deps, { edition: await insertEdition(db, 2), by: editor() });
  await advance(deps, run.id);
  // Nobody can lose a bell that was not rung: one of an hour would keep later ones away.
  expect(deps.queue.rung.filter((job) => (job.delayMs ?? 0) > 60_000)).toEqual([]);
  expect((await showRun(db, run.id)).next_try_at).toEqual(new Date(clock.now().getTime() + 3_600_000));
  for (let looks = 0; looks < 3; looks += 1) await advance(deps, run.id);
  expect(await rendering(run.id)).toMatchObject([{ number: 1, state: 'succeeded', outputs: { sent: 3 } }]);
});
