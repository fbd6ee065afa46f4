import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { editionNumber } from '../../../src/core/index.ts';
import { noteFirstBounce } from '../../../src/delivery/feedback/first-bounce.ts';
import { importEditionFolder, loadEdition, scheduleSending } from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

const number = editionNumber(7);
const page = '/desk/editions/7/approval';
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
let boss: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  const folder = new URL('../../../sample/edition-07', import.meta.url).pathname;
  await importEditionFolder(house.app, folder, editor('ed@example.org'));
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  const second = { email: 'boss@example.org', roles: ['approver'], name: 'Priya Example' } as const;
  boss = await signedInBrowser(house.app, house.site, second);
});

const contentOf = (html: string) => /name="content" value="(\w+)"/.exec(html)?.[1] ?? '';
const answer = async (fields: Record<string, string>) =>
  boss.post(page, { content: contentOf(await (await boss.get(page)).text()), ...fields });
const ask = async () => {
  await ed.post(page, { do: 'ask', email: 'press@example.org', called: 'Press office' });
  await house.settle();
};
const news = async () => {
  await house.settle();
  return (await house.mails()).filter(({ kind }) => kind === 'approval-news');
};

test('whoever asked hears that it was sent back, approved, sent, and that mails came back: one mail each', async () => {
  await ask();
  expect(await news()).toEqual([]);
  await answer({ do: 'send-back', words: 'Too long.' });
  await house.app.db
    .updateTable('editions')
    .set({ welcome: 'Shorter.' })
    .where('number', '=', number)
    .execute();
  await ask();
  await answer({ do: 'approve', words: '' });
  expect((await loadEdition(house.app.db, number)).state).toBe('approved');
  await scheduleSending(house.app, number, { by: editor('ed@example.org'), holdMinutes: 0 });
  for (let round = 0; round < 3; round += 1) {
    await house.settle();
    house.clock.advance(60_000);
  }
  expect((await loadEdition(house.app.db, number)).state).toBe('published');
  await sql`WITH one AS (INSERT INTO subscribers (email, email_key, state, all_sections, sections, created_at, updated_at)
      VALUES ('ann@example.org', 'ann@example.org', 'active', true, '{}', now(), now()) RETURNING id)
    INSERT INTO deliveries (edition_number, subscriber_id, state, updated_at) SELECT 7, id, 'bounced', now() FROM one`.execute(
    house.app.db,
  );
  await noteFirstBounce(house.app, number);
  await noteFirstBounce(house.app, number);
  const told = await news();
  expect(told.map(({ subject }) => subject)).toEqual([
    'Edition 7 was sent back',
    'Edition 7 is approved',
    expect.stringContaining('sent'),
    expect.stringContaining('came back'),
  ]);
  expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['ed@example.org']));
  expect(told[0]?.text).toContain('Too long.');
  expect(told[1]?.text).toContain('Priya Example');
});
