import { beforeEach, expect, test } from 'vitest';
import { warnBeforeDates } from '../../../src/compose/date-near.ts';
import { remind } from '../../../src/compose/reminding.ts';
import { editionNumber, parseEmailAddress } from '../../../src/core/index.ts';
import { askPeople, importEditionFolder, loadEdition } from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { linkIn, openEditorial } from '../../support/editorial.ts';

const HOUR_MS = 3_600_000;
const number = editionNumber(7);
const page = '/desk/editions/7/approval';
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
let boss: DeskBrowser;
let bossId: number;
beforeEach(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  const folder = new URL('../../../sample/edition-07', import.meta.url).pathname;
  await importEditionFolder(house.app, folder, editor('ed@example.org'));
  await signIn();
  const row = await house.app.db.selectFrom('people').select('id').where('email', '=', 'boss@example.org');
  bossId = (await row.executeTakeFirstOrThrow()).id;
  await ed.post(page, {
    do: 'ask',
    person: String(bossId),
    email: 'press@example.org',
    called: 'Press office',
  });
  await house.settle();
});

/** A session ends after some hours; what waits for an answer does not. */
async function signIn() {
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  const second = { email: 'boss@example.org', roles: ['approver'], name: 'Priya Example' } as const;
  boss = await signedInBrowser(house.app, house.site, second);
}

const later = async (hours: number) => {
  house.clock.advance(hours * HOUR_MS);
  await house.settle();
};
const reminders = async (to?: string) =>
  (await house.mails(to)).filter(({ subject }) => subject.startsWith('Reminder'));
const contentOf = (html: string) => /name="content" value="(\w+)"/.exec(html)?.[1] ?? '';
const answer = async (by: DeskBrowser, fields: Record<string, string>) =>
  by.post(page, { content: contentOf(await (await by.get(page)).text()), ...fields });

test('who was asked and has not answered is reminded after 24 hours, once, by the link they have', async () => {
  const asked = await house.mails('press@example.org');
  await later(23);
  expect(await reminders()).toEqual([]);
  await later(1);
  expect((await reminders()).map(({ to }) => to).sort()).toEqual(['boss@example.org', 'press@example.org']);
  const [mail] = await reminders('press@example.org');
  expect(mail && linkIn(mail)).toBe(asked[0] && linkIn(asked[0]));
  for (const hours of [1, 24, 24, 500]) await later(hours);
  expect(await reminders()).toHaveLength(2);
});

test('two processes that look at once remind once', async () => {
  house.clock.advance(24 * HOUR_MS);
  await Promise.all([1, 2, 3, 4].map(() => remind(house.app, number)));
  expect(await reminders()).toHaveLength(2);
});

test('nobody is reminded of what is approved, sent back, or theirs no more', async () => {
  await answer(boss, { do: 'send-back', words: 'Too long.' });
  await later(30);
  expect(await reminders()).toEqual([]);
  await signIn();
  await ed.post(page, { do: 'ask', email: 'other@example.org', called: 'Other' });
  await house.settle();
  expect(await house.mails('other@example.org')).toHaveLength(1);
  await later(24);
  expect((await reminders()).map(({ to }) => to)).toEqual(['other@example.org']);
});

test('a link that was revoked is not reminded of, and an approval ends it for all', async () => {
  const html = await (await ed.get(page)).text();
  const { id: press } = await house.app.db
    .selectFrom('approval_links')
    .select('id')
    .where('email', '=', 'press@example.org')
    .executeTakeFirstOrThrow();
  expect(html).toContain('Press office');
  await ed.post(page, { do: 'revoke', link: String(press) });
  await later(24);
  expect((await reminders()).map(({ to }) => to)).toEqual(['boss@example.org']);
  await signIn();
  await ed.post(page, { do: 'ask', email: 'other@example.org', called: 'Other' });
  await house.settle();
  await answer(boss, { do: 'approve', words: '' });
  await later(30);
  expect(await reminders()).toHaveLength(1);
});

test('after 400 days the same link and the same page still approve', async () => {
  const [asked] = await house.mails('press@example.org');
  const address = asked ? linkIn(asked) : '';
  await later(400 * 24);
  await later(1);
  expect(await house.mails('press@example.org')).toHaveLength(2);
  await signIn();
  expect(await (await boss.get(page)).text()).toContain('value="approve"');
  const html = await (await fetch(house.site + address)).text();
  const fields = { answer: 'approve', name: 'Pat Press', words: '', content: contentOf(html) };
  await fetch(house.site + address, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  expect((await loadEdition(house.app.db, number)).state).toBe('approved');
});

test('operators hear one working day before the send date that nobody has approved, once for each date', async () => {
  const root = { email: 'root@example.org', roles: ['admin'], name: 'Ada Admin' } as const;
  await signedInBrowser(house.app, house.site, root);
  // Tuesday 9:00 in London: its working day before is Monday, of which the weekend is no part.
  const date = (at: string) =>
    house.app.db
      .updateTable('editions')
      .set({ send_at: new Date(at) })
      .where('number', '=', number)
      .execute();
  await date('2026-12-01T09:00:00Z');
  const near = async () => (await house.mails()).filter(({ subject }) => subject.includes('to be sent soon'));
  await later(71);
  expect(await near()).toEqual([]);
  await later(1);
  const [mail] = await near();
  expect(mail?.to).toBe('root@example.org');
  expect(mail?.text).toContain('Priya Example');
  expect(mail?.text).toContain('Press office, by Ed Example');
  await Promise.all([1, 2, 3].map(() => warnBeforeDates(house.app)));
  expect(await near()).toHaveLength(1);
  // Monday 9:00: its working day before is the Friday.
  await date('2026-12-07T09:00:00Z');
  await later(4 * 24 - 1);
  expect(await near()).toHaveLength(1);
  await later(1);
  expect(await near()).toHaveLength(2);
  await signIn();
  await answer(boss, { do: 'approve', words: '' });
  await date('2026-12-08T09:00:00Z');
  await later(3 * 24);
  expect(await near()).toHaveLength(2);
});

test('another person can be asked at any time, on the page and by command, while others are asked', async () => {
  await later(400 * 24);
  await signIn();
  expect((await ed.post(page, { do: 'ask', email: 'other@example.org', called: 'Other' })).status).toBe(303);
  const to = [{ email: parseEmailAddress('third@example.org') }];
  await askPeople(house.app, number, { by: editor('ed@example.org'), to, approval: 'required' });
  await house.settle();
  expect(await house.mails('other@example.org')).toHaveLength(1);
  expect(await house.mails('third@example.org')).toHaveLength(1);
  const { id } = await house.app.db.selectFrom('flow_runs').select('id').executeTakeFirstOrThrow();
  const run = await (await ed.get(`/desk/runs/${id}`)).text();
  expect(run).toContain('/desk/editions/7/approval">Who is asked, and ask another person');
  // Who was asked before is asked still, and has one reminder.
  expect(await house.mails('press@example.org')).toHaveLength(2);
  await later(24);
  expect((await reminders()).map(({ to }) => to).sort()).toEqual([
    'boss@example.org',
    'other@example.org',
    'press@example.org',
    'third@example.org',
  ]);
});
