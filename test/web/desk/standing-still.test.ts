import { beforeAll, expect, test } from 'vitest';
import { editionNumber } from '../../../src/core/index.ts';
import { findRunOfEdition } from '../../../src/flows/index.ts';
import { readyToSend } from '../../delivery/support/edition.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
beforeAll(async () => {
  // In summer, when the clock on the wall and UTC differ.
  house = await openEditorial(new Date('2026-07-01T10:00:00Z'));
  ed = await signedInBrowser(house.app, house.site, { roles: ['approver'] });
});

const html = async (path: string) => (await ed.get(path)).text();
const words = async (path: string) => (await html(path)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const setState = (number: number, state: 'sending' | 'published' | 'assembled') =>
  house.app.db.updateTable('editions').set({ state }).where('number', '=', editionNumber(number)).execute();

test('why a run stands still is told by the clock on the wall, and every page leads to the run', async () => {
  await readyToSend(house.app.db, 7, 2);
  const run = (await findRunOfEdition(house.app.db, editionNumber(7)))?.id;
  for (const [edition, state] of [
    ['sending', 'held'],
    ['sending', 'failed'],
    ['assembled', 'failed'],
    ['assembled', 'paused'],
  ] as const) {
    await setState(7, edition);
    await house.app.db.updateTable('flow_runs').set({ state: 'running' }).execute();
    await house.app.db
      .updateTable('flow_runs')
      .set({ state, reason: 'Amazon SES was away since 2026-07-01 09:00 UTC.' })
      .execute();
    const pages = ['/desk', '/desk/flows/edition/runs', `/desk/runs/${run}`];
    if (edition === 'sending') pages.push('/desk/editions/7/send', '/desk/editions/7/report');
    else pages.push('/desk/editions/7', '/desk/editions/7/approval');
    for (const page of pages) {
      const shown = await words(page);
      expect(shown, `${page} ${state}`).toContain('Amazon SES was away since 2026-07-01 10:00 BST.');
      expect(shown, `${page} ${state}`).not.toContain('UTC');
    }
    for (const page of ['/desk', '/desk/editions/7/send'])
      expect(await html(page), `${page} ${edition} ${state}`).toContain(`href="/desk/runs/${run}"`);
  }
});

test('an edition that went to nobody says that once, and not that nothing has been sent yet', async () => {
  await readyToSend(house.app.db, 8, 0);
  await setState(8, 'published');
  const shown = await words('/desk/editions/8/report');
  expect(shown).toContain('no mail went: no active reader had chosen a section of it.');
  expect(shown).not.toContain('Nothing has been sent yet');
  expect(shown).not.toContain('0 mails');
});
