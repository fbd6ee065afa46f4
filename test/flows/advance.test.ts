import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Database,
  editionNumber,
  fault,
  inOwnWords,
  movableClock,
  type Reason,
  type RunId,
  runId,
  sayReason,
  silentLog,
} from '../../src/core/index.ts';
import {
  type ActionOutcome,
  advance,
  lookAfresh,
  resubmitRun,
  rewindRun,
  showRun,
  startRun,
} from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { insertEdition } from '../support/edition.ts';
import { ACTIONS, type ActionName, editionLine } from './support/edition-line.ts';

let db: Database;
beforeAll(async () => {
  db = (await freshDatabase()).db;
});

const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
let edition = editionNumber(0);
beforeEach(async () => {
  edition = editionNumber(edition + 1);
  await insertEdition(db, edition);
});

const words = (why: Reason | null) => why && sayReason(why, 'terminal');

/** A run as a terminal tells it. */
async function shown(of: Database, id: RunId) {
  const run = await showRun(of, id);
  const actions = run.actions.map((action) => ({ ...action, error: words(action.error) }));
  return { ...run, reason: words(run.reason), actions };
}

type Perform = () => Promise<ActionOutcome>;

function flow(overrides: Partial<Record<ActionName, Perform>> = {}, changes?: { patienceMs: number }) {
  const performed: ActionName[] = [];
  const flows = editionLine(
    (name) => async () => {
      performed.push(name);
      return overrides[name]?.() ?? { state: 'succeeded', outputs: { by: name } };
    },
    changes,
  );
  return { deps: { db, clock, queue: bell(), log: silentLog, flows }, performed };
}

/** Something to wait for until somebody says that it has come. */
function moment() {
  let come = () => {};
  const came = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come, came };
}

describe('a run', () => {
  test('does every action in order and stores what went in and came out', async () => {
    const { deps, performed } = flow();
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect(performed).toEqual([...ACTIONS]);
    const history = await shown(db, run.id);
    expect(history.state).toBe('succeeded');
    expect(history.finished_at).toEqual(clock.now());
    for (const action of history.actions) {
      expect(action).toMatchObject({
        state: 'succeeded',
        tries: 1,
        inputs: { of: action.name },
        outputs: { by: action.name },
        error: null,
      });
    }
  });

  test('waits for a person, and goes on from there', async () => {
    let approved = false;
    const { deps, performed } = flow({
      approve: async () =>
        approved
          ? { state: 'succeeded', outputs: {} }
          : { state: 'waiting', reason: inOwnWords('approve it') },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect(await shown(db, run.id)).toMatchObject({ state: 'waiting', reason: 'approve it' });
    approved = true;
    await advance(deps, run.id);
    expect((await shown(db, run.id)).state).toBe('succeeded');
    expect(performed.filter((name) => name === 'collect')).toHaveLength(1);
  });

  test('the answer of a look that began before an approval is not the last: it is looked at afresh once nobody looks', async () => {
    let approved = false;
    const [begun, goOn] = [moment(), moment()];
    const { deps } = flow({
      approve: async () => {
        const seen = approved;
        begun.come();
        await goOn.came;
        return seen
          ? { state: 'succeeded', outputs: {} }
          : { state: 'waiting', reason: inOwnWords('approve it') };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    const looking = advance(deps, run.id);
    await begun.came;
    approved = true;
    await startRun(deps, { edition, by: editor() });
    expect(await lookAfresh(deps, { id: run.id, by: editor() })).toBe(false);
    goOn.come();
    await looking;
    expect((await shown(db, run.id)).state).toBe('waiting');
    expect(await lookAfresh(deps, { id: run.id, by: editor() })).toBe(true);
    expect(await shown(db, run.id)).toMatchObject({ state: 'running', reason: null });
    await advance(deps, run.id);
    expect((await shown(db, run.id)).state).toBe('succeeded');
  });

  test('a refusal fails at once with its sentence; resubmitting does that action alone again', async () => {
    let broken = true;
    const { deps, performed } = flow({
      render: async () => {
        if (broken) throw fault('conflict', 'The theme has no logo.', ['theme.json: logo']);
        return { state: 'succeeded', outputs: {} };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    const failed = await shown(db, run.id);
    expect(failed).toMatchObject({ state: 'failed', reason: 'render: The theme has no logo.' });
    expect(failed.actions[3]).toMatchObject({
      state: 'failed',
      tries: 1,
      error: 'The theme has no logo.\ntheme.json: logo',
    });
    broken = false;
    await resubmitRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect((await shown(db, run.id)).state).toBe('succeeded');
    expect(performed.filter((name) => name === 'assemble')).toHaveLength(1);
    expect(performed.filter((name) => name === 'render')).toHaveLength(2);
  });

  test('a passing error is tried three times, then a person must look', async () => {
    const { deps } = flow({
      publish: async () => {
        throw new Error('socket hang up');
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    for (let tries = 0; tries < 5; tries += 1) await advance(deps, run.id);
    const history = await shown(db, run.id);
    expect(history.state).toBe('failed');
    expect(history.actions[6]).toMatchObject({
      name: 'publish',
      state: 'failed',
      tries: 3,
      error: 'socket hang up',
    });
    expect(deps.queue.rung.filter((job) => job.delayMs)).toHaveLength(2);
  });

  test('errors count since the last good look: what goes on for hours may meet many', async () => {
    let looks = 0;
    const { deps } = flow({
      send: async () => {
        looks += 1;
        if (looks % 2 === 0) throw new Error('the queue did not answer');
        return { state: 'running', againMs: 500 };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    for (let n = 0; n < 20; n += 1) await advance(deps, run.id);
    expect(looks).toBe(20);
    expect(await shown(db, run.id)).toMatchObject({
      state: 'running',
      reason: expect.stringMatching(/^send failed once since .* UTC and is tried again by itself: the queue/),
    });
    await advance(deps, run.id);
    expect(await shown(db, run.id)).toMatchObject({ state: 'running', reason: null });
  });

  test('an action with patience bears errors for that long, says so, and then a person must look', async () => {
    const { deps } = flow(
      {
        send: async () => {
          throw new Error('disk full');
        },
      },
      { patienceMs: 600_000 },
    );
    const run = await startRun(deps, { edition, by: editor() });
    for (let n = 0; n < 10; n += 1) {
      await advance(deps, run.id);
      clock.advance(59_000);
    }
    expect(await shown(db, run.id)).toMatchObject({
      state: 'running',
      reason: expect.stringMatching(/^send failed 10 times since .*: disk full$/),
    });
    clock.advance(60_000);
    await advance(deps, run.id);
    expect((await shown(db, run.id)).state).toBe('failed');
  });

  test('two workers at once: each action is done once', async () => {
    let sends = 0;
    const { deps } = flow({
      send: async () => {
        sends += 1;
        await new Promise((done) => setTimeout(done, 50));
        return { state: 'succeeded', outputs: {} };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await Promise.all([advance(deps, run.id), advance(deps, run.id), advance(deps, run.id)]);
    expect(sends).toBe(1);
    expect((await shown(db, run.id)).state).toBe('succeeded');
    // Those who found it busy ring once more: what they were rung for may have come after it was read.
    expect(new Set(deps.queue.rung.map((job) => job.key))).toEqual(
      new Set([undefined, `run-${run.id}-again`]),
    );
  });

  test('work elsewhere is looked at again by one bell a run, and its reason stands on the run meanwhile', async () => {
    let reason: Reason | undefined = inOwnWords('Waiting for the post.');
    const { deps } = flow({
      send: async () => ({ state: 'running', againMs: 500, ...(reason ? { reason } : {}) }),
    });
    const run = await startRun(deps, { edition, by: editor() });
    for (let looks = 0; looks < 3; looks += 1) await advance(deps, run.id);
    expect(await shown(db, run.id)).toMatchObject({ state: 'running', reason: 'Waiting for the post.' });
    const again = deps.queue.rung.filter((job) => job.delayMs === 500);
    expect(again.map((job) => job.key)).toEqual(Array(3).fill(`run-${run.id}-again`));
    reason = undefined;
    await advance(deps, run.id);
    expect(await shown(db, run.id)).toMatchObject({ state: 'running', reason: null });
  });

  test('a run cancelled while an action works stays cancelled', async () => {
    const { deps, performed } = flow({
      render: async () => {
        await db
          .updateTable('runs')
          .set({ state: 'cancelled' })
          .where('edition_number', '=', edition)
          .execute();
        return { state: 'succeeded', outputs: {} };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    const history = await shown(db, run.id);
    expect(history.state).toBe('cancelled');
    expect(performed).not.toContain('send');
    expect(history.actions.map((action) => action.state)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
      'succeeded',
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });

  test('an edition has one run: starting again rings for it, and an ended one refuses', async () => {
    const { deps } = flow();
    const [first, second] = await Promise.all([
      startRun(deps, { edition, by: editor() }),
      startRun(deps, { edition, by: editor() }),
    ]);
    expect(second.id).toBe(first.id);
    await advance(deps, first.id);
    await expect(startRun(deps, { edition, by: editor() })).rejects.toThrow(
      `Edition ${edition} has been sent already, by run ${first.id}.`,
    );
  });

  test('an unknown run is a sentence', async () => {
    await expect(showRun(db, runId(999_999))).rejects.toThrow('There is no run 999999');
  });
});

describe('opened again', () => {
  const reopen = () =>
    db.transaction().execute((tx) => rewindRun(tx, { edition, by: editor(), at: clock.now() }));
  const states = async (id: RunId) => (await showRun(db, id)).actions.map(({ state }) => state);

  test('while an action is done, nothing comes of it: it is done again with those before it', async () => {
    let opened = false;
    const { deps, performed } = flow({
      async check() {
        if (!opened) await reopen();
        opened = true;
        return { state: 'succeeded', outputs: {} };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect(performed.filter((name) => name === 'assemble' || name === 'check')).toEqual([
      'assemble',
      'check',
      'assemble',
      'check',
    ]);
    const { state, actions } = await showRun(db, run.id);
    expect(state).toBe('succeeded');
    const attempts = actions.find(({ name }) => name === 'check')?.attempts.map((each) => each.state);
    expect(attempts).toEqual(['cancelled', 'succeeded']);
  });

  test('while an action fails, the failure is of what is no longer done', async () => {
    let opened = false;
    const { deps } = flow({
      async check() {
        if (opened) return { state: 'succeeded', outputs: {} };
        opened = true;
        await reopen();
        throw fault('conflict', 'It was opened again.');
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect((await showRun(db, run.id)).state).toBe('succeeded');
  });

  test('after it has failed, it is resubmitted from where it went back to', async () => {
    let fails = true;
    const { deps } = flow({
      async render() {
        if (fails) throw fault('invalid', 'No.');
        return { state: 'succeeded', outputs: {} };
      },
    });
    const run = await startRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect((await showRun(db, run.id)).state).toBe('failed');
    await reopen();
    expect(await states(run.id)).not.toContain('failed');
    fails = false;
    await resubmitRun(deps, { edition, by: editor() });
    await advance(deps, run.id);
    expect((await showRun(db, run.id)).state).toBe('succeeded');
  });
});
