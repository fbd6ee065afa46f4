import { expect, test } from 'vitest';
import { listActs } from '../../src/acts/index.ts';
import { recurringFlows } from '../../src/compose/flows.ts';
import { feedPolling } from '../../src/compose/polling.ts';
import { recurrenceOf } from '../../src/compose/recurrence.ts';
import { runNow } from '../../src/compose/run-now.ts';
import { stopDeps } from '../../src/compose/runs.ts';
import { type FlowName, runId } from '../../src/core/index.ts';
import { importEditionFolder } from '../../src/editions/index.ts';
import {
  acknowledgeRun,
  cancelRunNumbered,
  listRuns,
  listSlots,
  resubmitRunNumbered,
  showRun,
  startDue,
  startDueFlow,
  turnFlow,
} from '../../src/flows/index.ts';
import { editor } from '../support/actors.ts';
import { openEditorial } from '../support/editorial.ts';

const by = editor('ed@example.org');
const house = await openEditorial(new Date('2026-11-24T09:30:00Z'), {
  CADENCE: '0 9 * * *',
  FLOW_LEAD_DAYS: '0',
  BACKUP_DIR: '/dev/null/backups',
  TIME_ZONE: 'UTC',
});
const { app, clock, settle } = house;
const feeds = feedPolling(app);
const numbered = async (flow: FlowName) => (await listRuns(app.db, flow)).map(({ id }) => id);

/** What the recurrences do when their time comes. */
async function comes(time: string): Promise<void> {
  clock.set(new Date(time));
  await startDue(recurrenceOf(app));
  for (const flow of recurringFlows(app, feeds)) await startDueFlow(app, flow);
}

test('a flow that is off starts nothing, and nothing later for what came meanwhile', async () => {
  await importEditionFolder(app, new URL('../../sample/edition-07', import.meta.url).pathname, by);
  await comes('2026-11-24T10:00:00Z');
  expect(await turnFlow(app, { flow: 'edition', on: false, by })).toBe(true);
  expect(await turnFlow(app, { flow: 'edition', on: false, by })).toBe(false);
  expect(await turnFlow(app, { flow: 'backup', on: true, by })).toBe(false);
  await turnFlow(app, { flow: 'retention', on: false, by });
  await comes('2026-11-25T09:00:05Z');
  expect(await numbered('edition')).toEqual([]);
  expect(await numbered('retention')).toEqual([]);
  expect(await numbered('backup')).toHaveLength(1);
  expect((await listSlots(app.db))[0]).toMatchObject({ outcome: { code: 'slot-off' } });

  clock.advance(60_000);
  await turnFlow(app, { flow: 'edition', on: true, by });
  await turnFlow(app, { flow: 'retention', on: true, by });
  await comes('2026-11-25T12:00:00Z');
  expect(await numbered('edition')).toEqual([]);
  expect(await numbered('retention')).toEqual([]);
  await comes('2026-11-26T09:00:05Z');
  expect(await numbered('edition')).toHaveLength(1);
  expect(await numbered('retention')).toHaveLength(1);
  const acts = (await listActs(app.db, { limit: 50 })).filter(({ act }) => act.startsWith('flow.'));
  expect(acts.map(({ act, params }) => ({ act, params })).reverse()).toEqual([
    { act: 'flow.turned-off', params: { flow: 'edition' } },
    { act: 'flow.turned-off', params: { flow: 'retention' } },
    { act: 'flow.turned-on', params: { flow: 'edition' } },
    { act: 'flow.turned-on', params: { flow: 'retention' } },
  ]);
});

test('a person starts one whether or not it is on, one at a time', async () => {
  await settle();
  await turnFlow(app, { flow: 'partner-feeds', on: false, by });
  const run = await runNow(app, { flow: 'partner-feeds', by });
  expect(run).toMatchObject({ trigger: 'manual', flow: 'partner-feeds', state: 'running' });
  await expect(runNow(app, { flow: 'partner-feeds', by })).rejects.toThrow('is going on');
  await settle();
  expect((await showRun(app.db, run.id)).state).toBe('succeeded');
  clock.advance(1_000);
  const again = await runNow(app, { flow: 'partner-feeds', by });
  await cancelRunNumbered(stopDeps(app), { id: runId(again.id), by });
  await settle();
  expect(await showRun(app.db, again.id)).toMatchObject({
    state: 'cancelled',
    actions: [{ state: 'cancelled' }],
  });
  await expect(cancelRunNumbered(stopDeps(app), { id: runId(again.id), by })).rejects.toThrow(
    'cannot be cancelled: it is cancelled',
  );
});

test('a failure is dealt with in words, once it is one; tried again it is another', async () => {
  const [id] = await numbered('backup');
  if (id === undefined) throw new Error('no backup was tried');
  const failed = () => showRun(app.db, id);
  const words = 'The disk is there again.';
  for (let tries = 0; (await failed()).state !== 'failed' && tries < 20; tries += 1) {
    clock.advance(3_600_000);
    await settle();
  }
  expect(await failed()).toMatchObject({ state: 'failed' });
  await expect(acknowledgeRun(app, { id, by, words: ' ' })).rejects.toThrow('Say in a sentence');
  await acknowledgeRun(app, { id, by, words });
  expect(await failed()).toMatchObject({
    acknowledged_words: words,
    acknowledged_by: by,
    acknowledged_at: clock.now(),
  });
  await resubmitRunNumbered(app, { id, by });
  expect(await failed()).toMatchObject({ state: 'running', acknowledged_at: null, acknowledged_words: null });
  await expect(acknowledgeRun(app, { id, by, words })).rejects.toThrow('there is no failure to deal with');
  await expect(acknowledgeRun(app, { id: runId(999), by, words })).rejects.toThrow('There is no run 999');
});
