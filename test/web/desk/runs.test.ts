import { beforeAll, expect, test } from 'vitest';
import { startSending } from '../../../src/compose/runs.ts';
import { editionNumber } from '../../../src/core/index.ts';
import {
  approveEdition,
  contentKey,
  draftSnapshot,
  importEditionFolder,
  sendBackEdition,
} from '../../../src/editions/index.ts';
import { showRun } from '../../../src/flows/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

const number = editionNumber(7);
const by = editor('ed@example.org');
let house: Awaited<ReturnType<typeof openEditorial>>;
let boss: DeskBrowser;
let ed: DeskBrowser;
let id: number;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'), {
    BACKUP_DIR: '/dev/null/backups',
  });
  await importEditionFolder(house.app, new URL('../../../sample/edition-07', import.meta.url).pathname, by);
  boss = await signedInBrowser(house.app, house.site, { email: 'boss@example.org', roles: ['approver'] });
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  id = (await startSending(house.app, { edition: number, by })).id;
});

const words = async (path: string, by = ed) =>
  (await (await by.get(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const run = () => showRun(house.app.db, id);

/** Every action as the record has it: its state in words, and what is wrong with it. */
const STATES: Readonly<Record<string, string>> = {
  pending: 'To do',
  running: 'Running',
  waiting: 'Waiting',
  succeeded: 'Done',
  failed: 'Failed',
  skipped: 'Not needed',
  cancelled: 'Cancelled',
};
const TITLES = [
  'Read partners’ feeds',
  'Put it together',
  'Check it',
  'Make the mail',
  'Approval',
  'Send',
  'Publish its pages',
  'Add up',
];

async function saysWhatIsSo(): Promise<string> {
  const page = await words(`/desk/runs/${id}`);
  const { actions } = await run();
  for (const [at, { state }] of actions.entries()) expect(page).toContain(`${TITLES[at]} ${STATES[state]}`);
  return page;
}

test('a run says where it is, whose turn it is and what comes next, at each step', async () => {
  expect(await saysWhatIsSo()).toContain('No worker is running');
  await house.settle();
  const waits = await saysWhatIsSo();
  expect(waits).toContain('Whose turn The approvers’');
  expect(waits).toContain('What next Send, then Publish its pages, then Add up');
  expect(waits).toContain('Finished Not yet');
  expect(waits).toContain('articles 12');

  await ed.post(`/desk/runs/${id}`, { do: 'pause' });
  expect(await saysWhatIsSo()).toContain('Whose turn Whoever lets it go on');
  expect((await run()).state).toBe('paused');
  await ed.post(`/desk/runs/${id}`, { do: 'resume' });
  await house.settle();

  const content = contentKey((await draftSnapshot(house.app, number)).snapshot);
  await sendBackEdition(house.app, number, { by: editor('boss@example.org'), words: 'Shorter', content });
  expect(await saysWhatIsSo()).toContain('Whose turn The editors’');

  await approveEdition(house.app, number, editor('boss@example.org'));
  await house.settle();
  const over = await saysWhatIsSo();
  expect(over).toContain('Whose turn Nobody’s: it is over');
  expect(over).toContain('What next Nothing');
  expect((await ed.post(`/desk/runs/${id}`, { do: 'resubmit' })).status).toBe(409);
});

test('its state is told as it changes, and ends with it', async () => {
  const answer = await ed.get(`/desk/runs/${id}/state`);
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  const told = await answer.text();
  expect(told).toMatch(/^event: state\ndata: {"shown":"[\w-]{43}","moving":false}/);
  const shown = /"shown":"([\w-]{43})"/.exec(told)?.[1];
  expect(await (await ed.get(`/desk/runs/${id}`)).text()).toContain(`data-shown="${shown}"`);
});

test('a failed run says what trying again does, is tried again, or dealt with in words', async () => {
  const backup = await failedBackup();
  const page = await words(`/desk/runs/${backup}`);
  expect(page).toContain('It tries write again, then remove-old.');
  expect(page).toContain('no reader gets a mail by it');
  expect((await ed.post(`/desk/runs/${backup}`, { do: 'acknowledge', words: ' ' })).status).toBe(400);
  await ed.post(`/desk/runs/${backup}`, { do: 'acknowledge', words: 'The disk <b>was</b> full.' });
  const dealt = await (await ed.get(`/desk/runs/${backup}`)).text();
  expect(dealt).toContain('The disk &lt;b&gt;was&lt;/b&gt; full. (Ed Example, today');
  await ed.post(`/desk/runs/${backup}`, { do: 'resubmit' });
  expect((await showRun(house.app.db, backup)).state).toBe('running');
  const asks = await words(`/desk/runs/${backup}`);
  expect(asks).toContain('Cancel this run');
  const asked = await ed.post(`/desk/runs/${backup}`, { do: 'cancel' });
  expect(await asked.text()).toContain(`Do you want to cancel run ${backup}?`);
  expect((await showRun(house.app.db, backup)).state).toBe('running');
  await ed.post(`/desk/runs/${backup}`, { do: 'cancel', sure: 'yes' });
  expect((await showRun(house.app.db, backup)).state).toBe('cancelled');
});

/** A backup whose folder cannot be. */
async function failedBackup(): Promise<number> {
  const started = await boss.post('/desk/flows', { flow: 'backup', do: 'run' });
  const backup = Number(/\/desk\/runs\/(\d+)$/.exec(started.headers.get('location') ?? '')?.[1]);
  for (let tries = 0; (await showRun(house.app.db, backup)).state !== 'failed' && tries < 20; tries += 1) {
    house.clock.advance(3_600_000);
    await house.settle();
  }
  return backup;
}

test('flows are turned on and off and started by whoever may, and their runs are listed', async () => {
  expect((await ed.post('/desk/flows', { flow: 'backup', do: 'off' })).status).toBe(403);
  expect(await (await ed.get('/desk/flows')).text()).not.toContain('Turn off');
  expect(await words('/desk/flows', boss)).toContain('Turn off The backup of each night');
  await boss.post('/desk/flows', { flow: 'partner-feeds', do: 'off' });
  expect(await words('/desk/flows')).toMatch(
    /Partners’ feeds Off .* It starts nothing by itself\. .* turned off by boss@example\.org, today/,
  );
  expect((await boss.post('/desk/flows', { flow: 'nothing', do: 'off' })).status).toBe(404);
  expect((await boss.post('/desk/flows', { flow: 'edition', do: 'run' })).status).toBe(409);
  expect(await words('/desk/flows/edition/runs')).toContain('Edition 7 Done');
  expect(await words('/desk/flows/edition/runs?state=failed')).toContain('No run is like that');
  expect((await ed.get('/desk/flows/nothing/runs')).status).toBe(404);
  expect((await ed.get('/desk/runs/999')).status).toBe(404);
});
