import { beforeAll, expect, test } from 'vitest';
import { listAlarms } from '../../../src/alarms/index.ts';
import { doctorFlowActions } from '../../../src/compose/doctor-flow-actions.ts';
import { runId } from '../../../src/core/index.ts';
import type { Examination } from '../../../src/doctor/index.ts';
import { advance, bindFlows, doctorFlow, openRuns, showRun } from '../../../src/flows/index.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

let house: Awaited<ReturnType<typeof openEditorial>>;
let admin: DeskBrowser;
let ed: DeskBrowser;
/** What the next look finds. */
let found: Examination['findings'] = [];
let state: 'looked' | 'failed' = 'looked';

beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  admin = await signedInBrowser(house.app, house.site, { email: 'boss@example.org', roles: ['admin'] });
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'] });
});

const finding = (code: string, severity: 'error' | 'warning' = 'error') => ({
  code,
  severity,
  what: `<${code}> is gone.`,
  why: 'It matters.',
  mend: `TXT ${code} "v=1"`,
});

const examine = async (): Promise<Examination> => ({
  at: house.clock.now().toISOString(),
  findings: found,
  looks: [{ name: 'Amazon SES', state, notes: ['At 14 a second.'], findings: found, ms: 1 }],
});

/** What a worker does: nothing is looked at by the web. */
async function work() {
  const flows = bindFlows([doctorFlow], doctorFlowActions(house.app, examine));
  const [run] = await openRuns(house.app.db, house.clock.now());
  if (run === undefined) throw new Error('nobody asked for a look');
  await advance({ ...house.app, flows }, runId(run));
  return showRun(house.app.db, runId(run));
}

const lookNow = async () => {
  house.clock.advance(60_000);
  expect((await admin.post('/desk/doctor', {})).status).toBe(303);
  return work();
};
const words = async (by: DeskBrowser) =>
  (await (await by.get('/desk/doctor')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const firing = async () =>
  (await listAlarms(house.app.db, { all: false, timeZone: 'UTC' })).map(({ title }) => title);

test('a look is asked for at the desk and done by a worker, and its page says what came of it', async () => {
  expect(await words(ed)).toContain('Nobody has looked yet');
  expect(await words(ed)).not.toContain('Look now');
  expect((await ed.post('/desk/doctor', {})).status).toBe(403);
  found = [finding('dmarc-none'), finding('journal-without-copy', 'warning')];
  expect((await admin.post('/desk/doctor', {})).status).toBe(303);
  expect(await words(admin)).toContain('A worker is looking now.');
  const run = await work();
  expect(run.state).toBe('succeeded');
  const page = await words(ed);
  expect(page).toContain('Last look: today 09:00. 1 error, 1 warning.');
  expect(page).toContain('&lt;dmarc-none&gt; is gone. Error');
  expect(page).toContain('TXT dmarc-none &quot;v=1&quot;');
  expect(page).toContain('At 14 a second.');
});

test('only what has changed is told, and what is mended ends its alarm', async () => {
  expect(await firing()).toEqual(['<dmarc-none> is gone.']);
  found = [...found, finding('spf-several')];
  await lookNow();
  expect((await firing()).sort()).toEqual(['<dmarc-none> is gone.', '<spf-several> is gone.']);
  expect(await words(ed)).toMatch(/&lt;spf-several&gt; is gone\. Error New/);
  expect(await words(ed)).not.toMatch(/&lt;dmarc-none&gt; is gone\. Error New/);
  found = [finding('spf-several')];
  await lookNow();
  expect(await firing()).toEqual(['<spf-several> is gone.']);
  expect(await words(ed)).toContain('Mended since the look before: dmarc-none, journal-without-copy.');
});

test('what could not be looked at is not mended', async () => {
  found = [];
  state = 'failed';
  await lookNow();
  expect(await firing()).toEqual(['<spf-several> is gone.']);
});
