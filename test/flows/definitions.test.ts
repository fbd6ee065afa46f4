import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Database, inOwnWords, movableClock, sayReason, silentLog } from '../../src/core/index.ts';
import {
  type ActionContext,
  type ActionOutcome,
  advance,
  bindFlows,
  defineFlow,
  type FlowDefinition,
  performs,
  showRun,
} from '../../src/flows/index.ts';
import { insertSmallRun } from '../../src/flows/new-run.store.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

const action = <const N extends string>(name: N) => ({
  name,
  patience: { tries: 3 },
  backOff: { firstMs: 2_000, longestMs: 15_000 },
  timeLimitMs: 60_000,
  inputs: z.strictObject({ slot: z.date().nullable() }),
  outputs: z.strictObject({ read: z.int() }),
});
const line = <const A extends FlowDefinition['actions']>(...actions: A) =>
  defineFlow({ name: 'partner-feeds', title: 'feeds', trigger: { cron: '* * * * *' }, actions });

const clock = movableClock(new Date('2026-11-24T09:00:00Z'));
const inputs = ({ slot }: ActionContext) => ({ slot });
const perform = async () => ({ state: 'succeeded' as const, outputs: { read: 1 } });

test('a flow starts only when each of its actions is done by one, and nothing else is done', () => {
  const flow = line(action('poll'), action('tidy'));
  const poll = performs(flow, 'poll', { inputs, perform });
  const tidy = performs(flow, 'tidy', { inputs, perform });
  expect(() => bindFlows([flow], [poll, tidy])).not.toThrow();
  expect(() => bindFlows([flow], [poll])).toThrow(
    'the action tidy of the flow partner-feeds has 0 performers',
  );
  expect(() => bindFlows([flow], [poll, tidy, poll])).toThrow(
    'the action poll of the flow partner-feeds has 2 performers',
  );
  expect(() => bindFlows([line(action('poll'))], [poll, tidy])).toThrow(
    'tidy is no action of the flow partner-feeds',
  );
  expect(() => line(action('poll'), action('poll'))).toThrow('each with a name of its own');
  expect(() => line({ ...action('poll'), timeLimitMs: 0 })).toThrow('needs a time limit');
});

let slot = clock.now().getTime();
async function ran(
  db: Database,
  handler: { perform(context: ActionContext): Promise<ActionOutcome>; inputs?: () => unknown },
  timeLimitMs = 60_000,
) {
  const flow = line({ ...action('poll'), timeLimitMs });
  const flows = bindFlows([flow], [{ flow: flow.name, action: 'poll', handler: { inputs, ...handler } }]);
  slot += 60_000;
  const id = await insertSmallRun(db, { flow: 'partner-feeds', slot: new Date(slot), now: clock.now() });
  if (id === null) return expect.unreachable();
  await advance({ db, clock, queue: bell(), log: silentLog, flows }, id);
  return showRun(db, id);
}

test('what goes in and comes out of an attempt is as its flow declares it, or the run fails and says where', async () => {
  const { db } = await freshDatabase();
  expect(await ran(db, { perform })).toMatchObject({
    state: 'succeeded',
    actions: [{ inputs: { slot: new Date(slot).toISOString() }, outputs: { read: 1 } }],
  });
  const odd = async () => ({ state: 'succeeded' as const, outputs: { read: 'ed@example.org', more: 1 } });
  const failed = await ran(db, { perform: odd });
  expect(failed).toMatchObject({
    state: 'failed',
    actions: [{ attempts: [{ state: 'failed', error: { code: 'not-as-declared' } }] }],
  });
  expect(failed.reason && sayReason(failed.reason, 'terminal')).toMatch(
    /^poll: The outputs of poll are not as its flow declares them: read \(invalid_type\), outputs \(unrecognized_keys\)/,
  );
  expect(JSON.stringify(failed)).not.toContain('ed@example.org');
  let performed = false;
  const untouched = async () => {
    performed = true;
    return perform();
  };
  expect(await ran(db, { perform: untouched, inputs: () => ({ slot: 7 }) })).toMatchObject({
    state: 'failed',
    actions: [{ error: { code: 'not-as-declared', params: { which: 'inputs' } } }],
  });
  expect(performed).toBe(false);
  // Nothing was done, which has a form of its own.
  const skipped = { state: 'skipped' as const, outputs: { because: 'it was done', by: null } };
  expect(await ran(db, { perform: async () => skipped })).toMatchObject({ state: 'succeeded' });
  // What waits has not ended.
  const waiting = { state: 'waiting' as const, reason: inOwnWords('look'), outputs: { odd: true } };
  expect(await ran(db, { perform: async () => waiting })).toMatchObject({ state: 'waiting' });
});

test('an attempt over its time ends with a reason, its signal is aborted, and it is tried again', async () => {
  const { db } = await freshDatabase();
  let ended = false;
  const endless = ({ signal }: ActionContext) =>
    new Promise<ActionOutcome>(() => {
      signal.addEventListener('abort', () => {
        ended = true;
      });
    });
  const run = await ran(db, { perform: endless }, 50);
  expect(ended).toBe(true);
  expect(run).toMatchObject({
    state: 'running',
    reason: { code: 'action-retried', params: { error: { code: 'time-limit' } } },
    next_try_at: new Date(clock.now().getTime() + 2_000),
    actions: [{ attempts: [{ number: 1, state: 'failed', error: { code: 'time-limit' } }] }],
  });
});
