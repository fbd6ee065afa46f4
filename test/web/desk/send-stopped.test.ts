import { beforeAll, expect, test } from 'vitest';
import { type EditionNumber, editionNumber } from '../../../src/core/index.ts';
import { planDeliveries } from '../../../src/delivery/index.ts';
import { loadEdition } from '../../../src/editions/index.ts';
import { findRunOfEdition } from '../../../src/flows/index.ts';
import { readyToSend } from '../../delivery/support/edition.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

const page = '/desk/editions/7/send';
const READERS = 1_001;
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
let number: EditionNumber;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'] });
  number = await readyToSend(house.app.db, 7, READERS);
});

const html = async () => (await ed.get(page)).text();
const setState = (state: 'approved' | 'sending') =>
  house.app.db
    .updateTable('editions')
    .set({ state, send_at: null })
    .where('number', '=', editionNumber(7))
    .execute();
const sendAt = async () => (await loadEdition(house.app.db, number)).send_at;
const run = () => findRunOfEdition(house.app.db, number);

test('above 1,000 readers the edition’s number is typed, for now and for a date alike', async () => {
  await setState('approved');
  expect(await html()).toContain('It goes to 1,001 readers: type its number');
  for (const fields of [{ do: 'now' }, { do: 'schedule', date: '2027-01-04', time: '09:00' }])
    for (const typed of ['', '8', '07']) {
      const refused = await ed.post(page, { ...fields, number: typed } as Record<string, string>);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('Type the number of this edition');
    }
  expect(await sendAt()).toBeNull();
  expect((await ed.post(page, { do: 'now', number: '7' })).status).toBe(303);
  expect(await sendAt()).not.toBeNull();
  expect((await ed.post(page, { do: 'stop' })).status).toBe(303);
  expect(await sendAt()).toBeNull();
});

test('what is being sent can be stopped, and let go on', async () => {
  await setState('sending');
  await house.app.db.updateTable('flow_runs').set({ state: 'running', reason: null }).execute();
  await planDeliveries(house.app, number);
  const going = await html();
  expect(going).toContain('0 of 1,001 mails settled');
  // Only who has no JavaScript loads the page again and again.
  expect(going).toContain('<noscript><meta http-equiv="refresh"');
  expect(going.slice(0, going.indexOf('</head>'))).not.toContain('refresh');
  expect(going).toContain('value="stop"');
  expect(going).not.toContain('value="go-on"');
  expect((await ed.post(page, { do: 'go-on' })).status).toBe(409);

  expect((await ed.post(page, { do: 'stop' })).status).toBe(303);
  expect((await run())?.state).toBe('paused');
  const stopped = await html();
  expect(stopped).toContain('Its sending stands still');
  expect(stopped).not.toContain('value="stop"');
  expect(stopped).toContain('value="go-on"');

  expect((await ed.post(page, { do: 'go-on' })).status).toBe(303);
  expect((await run())?.state).toBe('running');
  expect(house.queue.rung.map(({ name }) => name)).toContain('send-batch');
  expect(await html()).toContain('It is being sent.');
});
