import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { nameDeputy, personBy, removePerson } from '../../../src/access/index.ts';
import { isStillAsked } from '../../../src/compose/approval-url.ts';
import { warnBeforeDates } from '../../../src/compose/date-near.ts';
import { remind } from '../../../src/compose/reminding.ts';
import { type Day, type EditionNumber, editionNumber, parseEmailAddress } from '../../../src/core/index.ts';
import { parseNotice } from '../../../src/core/notices.ts';
import {
  askPeople,
  cancelEdition,
  importEditionFolder,
  loadEdition,
  reopenEdition,
} from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { linkIn, openEditorial } from '../../support/editorial.ts';
import { smallEdition } from '../../support/small-edition.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-27T09:00:00Z');
let house: Awaited<ReturnType<typeof openEditorial>>;
let number: EditionNumber;
let page: string;
let last = 6;
let ed: DeskBrowser;
let boss: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(START);
});

/** Each test has an edition of its own, which two people are asked to approve. */
beforeEach(async () => {
  house.clock.set(START);
  last += 1;
  number = editionNumber(last);
  page = `/desk/editions/${number}/approval`;
  await importEditionFolder(house.app, smallEdition(last), editor('ed@example.org'));
  await signIn();
  const person = String(await idOf('boss@example.org'));
  await ed.post(page, { do: 'ask', person, email: 'press@example.org', called: 'Press office' });
  await house.settle();
});
afterEach(async () => {
  const { state } = await loadEdition(house.app.db, number);
  if (state !== 'published') await cancelEdition(house.app, number, editor('ed@example.org'));
});

/** A session ends after some hours; what waits for an answer does not. */
async function signIn() {
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'], name: 'Ed Example' });
  boss = await approver('boss', 'Priya Example');
}
const approver = (at: string, name: string) =>
  signedInBrowser(house.app, house.site, { email: `${at}@example.org`, roles: ['approver'], name });
async function idOf(email: string) {
  const found = await personBy(house.app.db, parseEmailAddress(email));
  if (!found) throw new Error(`${email} is nobody here.`);
  return found.id;
}

const later = async (hours: number) => {
  house.clock.advance(hours * HOUR_MS);
  await house.settle();
};
/** What was written about this edition. */
const mails = async (to?: string) =>
  (await house.mails(to)).filter(({ subject }) => subject.includes(`dition ${number} `));
const reminders = async (to?: string) =>
  (await mails(to)).filter(({ subject }) => subject.startsWith('Reminder'));
const contentOf = (html: string) => /name="content" value="(\w+)"/.exec(html)?.[1] ?? '';
const answer = async (by: DeskBrowser, fields: Record<string, string>) =>
  by.post(page, { content: contentOf(await (await by.get(page)).text()), ...fields });
const runOf = () =>
  house.app.db
    .selectFrom('flow_runs')
    .select(['id', 'reason_params'])
    .where('edition_number', '=', number)
    .executeTakeFirstOrThrow();

test('who was asked and has not answered is reminded after 24 hours, once, by the link they have', async () => {
  const asked = await mails('press@example.org');
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
  expect(await mails('other@example.org')).toHaveLength(1);
  await later(24);
  expect((await reminders()).map(({ to }) => to)).toEqual(['other@example.org']);
});

test('a link that was revoked is not reminded of, and an approval ends it for all', async () => {
  const html = await (await ed.get(page)).text();
  const { id: press } = await house.app.db
    .selectFrom('approval_links')
    .select('id')
    .where('email', '=', 'press@example.org')
    .where('edition_number', '=', number)
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
  const [asked] = await mails('press@example.org');
  const address = asked ? linkIn(asked) : '';
  await later(400 * 24);
  await later(1);
  expect(await mails('press@example.org')).toHaveLength(2);
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
  const near = async () => (await mails()).filter(({ subject }) => subject.includes('to be sent soon'));
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
  expect(await mails('other@example.org')).toHaveLength(1);
  expect(await mails('third@example.org')).toHaveLength(1);
  const { id } = await runOf();
  const run = await (await ed.get(`/desk/runs/${id}`)).text();
  expect(run).toContain('/approval">Who is asked, and ask another person');
  // Who was asked before is asked still, and has one reminder.
  expect(await mails('press@example.org')).toHaveLength(2);
  await later(24);
  expect((await reminders()).map(({ to }) => to).sort()).toEqual([
    'boss@example.org',
    'other@example.org',
    'press@example.org',
    'third@example.org',
  ]);
});

/** Dana stands in for Priya, who may approve; both belong to the desk. */
async function standIn(days: { from?: Day; until?: Day } = {}) {
  const dana = await approver('dana', 'Dana Example');
  const [person, deputy] = [await idOf('boss@example.org'), await idOf('dana@example.org')];
  await nameDeputy(house.app, person, { deputy, ...days, by: editor('ada@example.org') });
  return dana;
}
const deputies = async () => (await mails('dana@example.org')).map(({ subject }) => subject);

test('after 72 hours without an answer one deputy is asked, once, by a link of their own; the first answer counts', async () => {
  await standIn();
  expect(await (await ed.get(page)).text()).toContain('Deputy: Dana Example, who is asked too');
  await later(71);
  expect(await deputies()).toEqual([]);
  await later(1);
  const [mail, ...more] = await mails('dana@example.org');
  expect(more).toEqual([]);
  expect(mail?.subject).toBe(`Edition ${number} waits for an approval, and you stand in for Priya Example`);
  expect(mail?.text).toContain('Priya Example was asked on 27 November 2026');
  expect((await runOf()).reason_params).toMatchObject({ deputies: 1 });
  await signIn();
  const { id } = await runOf();
  expect(await (await ed.get(`/desk/runs/${id}`)).text()).toContain('A deputy is asked too, in the place of');
  expect(await (await ed.get(page)).text()).toContain('in the place of Priya Example, who had not answered');
  for (const hours of [1, 30, 24, 500]) await later(hours);
  // Asked once, and reminded once as everybody is who was asked.
  expect(await deputies()).toHaveLength(2);
  const address = mail ? linkIn(mail) : '';
  const html = await (await fetch(house.site + address)).text();
  expect(html).toContain('You are asked in the place of Priya Example');
  const body = new URLSearchParams({ answer: 'approve', words: '', content: contentOf(html) });
  await fetch(house.site + address, { method: 'POST', body, redirect: 'manual' });
  expect((await loadEdition(house.app.db, number)).state).toBe('approved');
  const [asked] = await mails('boss@example.org');
  const theirs = await (await fetch(house.site + (asked ? linkIn(asked) : ''))).text();
  expect(theirs).toContain('Dana Example approved it on');
});

test('of many processes at once one asks the deputy, and a deputy who sends it back ends it for all', async () => {
  await standIn();
  house.clock.advance(72 * HOUR_MS);
  await Promise.all([1, 2, 3, 4].map(() => remind(house.app, number)));
  expect(await deputies()).toHaveLength(1);
  await answer(await approver('dana', 'Dana Example'), { do: 'send-back', words: 'Too long.' });
  await later(100);
  expect(await deputies()).toHaveLength(1);
  const [asked] = await mails('boss@example.org');
  const theirs = await (await fetch(house.site + (asked ? linkIn(asked) : ''))).text();
  expect(theirs).toContain('Dana Example sent it back on');
});

test('no deputy is asked who changed it last, outside their days, or who left', async () => {
  await standIn({ from: '2026-12-24' as Day, until: '2027-01-02' as Day });
  await later(100);
  expect(await deputies()).toEqual([]);
  await standIn();
  await importEditionFolder(house.app, smallEdition(last, 'Changed.'), editor('dana@example.org'));
  await house.settle();
  await later(100);
  expect(await deputies()).toEqual([]);
  await signIn();
  expect(await (await ed.get(page)).text()).toContain('who cannot be asked: its content was last changed by');
  await removePerson(house.app, { email: parseEmailAddress('dana@example.org'), by: editor() });
  await later(1);
  expect(await deputies()).toEqual([]);
  expect(await house.app.db.selectFrom('deputies').selectAll().execute()).toEqual([]);
});

test('a mail that is held up is dropped once it is sent back, opened again, or approved', async () => {
  await later(24);
  const rows = await house.app.db
    .selectFrom('notices')
    .selectAll()
    .where('kind', '=', 'approval-reminder')
    .execute();
  const queued = rows
    .map(({ kind, params }) => parseNotice(kind, params))
    .filter(({ params }) => 'edition' in params && params.edition === number);
  expect(queued).toHaveLength(4);
  const wanted = async () => {
    const all = await Promise.all(queued.map((notice) => isStillAsked(house.app, notice)));
    return new Set(all);
  };
  expect(await wanted()).toEqual(new Set([true]));
  await signIn();
  await answer(boss, { do: 'send-back', words: 'Too long.' });
  expect(await wanted()).toEqual(new Set([false]));
  await house.app.db.updateTable('editions').set({ welcome: 'x' }).where('number', '=', number).execute();
  await house.settle();
  expect(await wanted()).toEqual(new Set([true]));
  await answer(boss, { do: 'approve', words: '' });
  expect(await wanted()).toEqual(new Set([false]));
  await reopenEdition(house.app, number, { by: editor('ed@example.org'), reason: 'A name is wrong.' });
  expect(await wanted()).toEqual(new Set([false]));
});
