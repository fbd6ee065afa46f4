import { beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { editionNumber } from '../../../src/core/index.ts';
import { importEditionFolder, listApprovals, loadEdition, selectLinks } from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { linkIn, openEditorial } from '../../support/editorial.ts';

const number = editionNumber(7);
const page = '/desk/editions/7/approval';
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
let boss: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  const folder = new URL('../../../sample/edition-07', import.meta.url).pathname;
  await importEditionFolder(house.app, folder, editor('ed@example.org'));
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor', 'approver'], name: 'Ed Example' });
  const second = { email: 'boss@example.org', roles: ['approver'], name: 'Priya Example' } as const;
  boss = await signedInBrowser(house.app, house.site, second);
});

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const read = async (browser: DeskBrowser, path = page) => (await browser.get(path)).text();
const contentOf = (html: string) => /name="content" value="(\w+)"/.exec(html)?.[1] ?? '';
const state = async () => (await loadEdition(house.app.db, number)).state;
const personOf = (html: string, name: string) =>
  [...html.matchAll(/name="person"[^>]*value="(\d+)"[^>]*>\s*<label[^>]*>\s*([^<]+?)\s*</g)].find(
    ([, , label]) => label === name,
  )?.[1] ?? '';

test('the editions are listed with their states, and each says whose turn it is', async () => {
  expect(words(await read(ed, '/desk/editions'))).toContain('7: Common Ground');
  expect(words(await read(ed, '/desk/editions/7'))).toContain('Whose turn The editors');
});

test('an editor asks somebody of the desk and a guest; each gets a mail with a link of their own', async () => {
  const empty = await ed.post(page, { do: 'ask' });
  expect(empty.status).toBe(400);
  expect(await empty.text()).toContain('Choose somebody, or enter an email address');
  const bad = await ed.post(page, { do: 'ask', email: 'nobody' });
  expect(bad.status).toBe(400);
  expect(await bad.text()).toContain('value="nobody"');

  const person = personOf(await read(ed), 'Priya Example');
  const asked = await ed.post(page, {
    do: 'ask',
    person,
    email: 'press@example.org',
    called: 'Press office',
  });
  expect(asked.status).toBe(303);
  await house.settle();
  const [toBoss] = await house.mails('boss@example.org');
  const [toPress] = await house.mails('press@example.org');
  expect(toBoss?.text).toContain('because Ed Example asked you');
  if (!toBoss || !toPress) return expect.unreachable();
  expect(linkIn(toBoss)).not.toBe(linkIn(toPress));
  // Nobody else is written to: somebody was chosen.
  expect(await house.mails('ed@example.org')).toEqual([]);
  const shown = words(await read(ed));
  expect(shown).toContain('Press office (press@example.org) (guest) None yet Asked by Ed Example');
  expect(words(await read(ed, '/desk/editions/7'))).toContain('Whose turn The approvers');
});

test('a guest’s link is revoked: it opens a page that says so, and nobody is reminded by it', async () => {
  const [mail] = await house.mails('press@example.org');
  const guest = (await selectLinks(house.app.db, number)).find(({ person_id }) => person_id === null);
  const link = linkIn(mail ?? expect.unreachable());
  expect((await fetch(house.site + link)).status).toBe(200);
  await ed.post(page, { do: 'revoke', link: String(guest?.id) });
  const gone = await fetch(house.site + link);
  expect(gone.status).toBe(410);
  expect(words(await gone.text())).toContain('taken the question back');
  house.clock.advance(25 * 3_600_000);
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor', 'approver'], name: 'Ed Example' });
  const second = { email: 'boss@example.org', roles: ['approver'], name: 'Priya Example' } as const;
  boss = await signedInBrowser(house.app, house.site, second);
  await house.settle();
  expect(await house.mails('press@example.org')).toHaveLength(1);
  expect(await house.mails('boss@example.org')).toHaveLength(2);
});

test('the last editor is refused on the page; the approver sends it back, and whoever asked hears of it', async () => {
  const own = await read(ed);
  expect(words(own)).toContain('You cannot approve it yourself');
  const content = contentOf(own);
  expect((await ed.post(page, { do: 'approve', content })).status).toBe(403);
  const wordless = await boss.post(page, { do: 'send-back', content, words: '' });
  expect(wordless.status).toBe(400);
  await boss.post(page, { do: 'send-back', content, words: 'Too long.' });
  await house.settle();
  const [news] = await house.mails('ed@example.org');
  expect(news?.subject).toBe('Edition 7 was sent back');
  expect(news?.text).toContain('Too long.');
  expect(words(await read(ed))).toContain('Priya Example sent it back');
});

test('alone with a reason it counts, and a later look takes it from the list', async () => {
  const content = contentOf(await read(ed));
  expect((await ed.post(page, { do: 'alone', content, alone: ' ' })).status).toBe(400);
  await ed.post(page, { do: 'alone', content, alone: 'Priya is away.' });
  expect(await state()).toBe('approved');
  expect(words(await read(ed))).toContain('Priya is away.');
  expect(await read(ed)).not.toContain('I have looked at it');
  const [given] = await listApprovals(house.app.db, number);
  expect(await read(boss)).toContain('I have looked at it');
  await boss.post(page, { do: 'look', approval: String(given?.id) });
  expect(words(await read(boss))).toContain('Looked at afterwards by Priya Example');
  await house.settle();
  const news = await house.mails('ed@example.org');
  expect(news.at(-1)?.subject).toBe('Edition 7 is approved');
});

test('opened again with a reason; changed, it must be asked for anew, and the number stays', async () => {
  expect((await ed.post(page, { do: 'reopen', reason: '' })).status).toBe(400);
  await ed.post(page, { do: 'reopen', reason: 'A wrong name.' });
  await house.settle();
  expect(await state()).toBe('assembled');
  await house.app.db
    .updateTable('editions')
    .set({ welcome: 'Other words.' })
    .where('number', '=', number)
    .execute();
  const person = personOf(await read(ed), 'Priya Example');
  await ed.post(page, { do: 'ask', person });
  await house.settle();
  const latest = (await house.mails('boss@example.org')).at(-1);
  expect(latest?.subject).toContain('was changed after its approval');
  const link = linkIn(latest ?? expect.unreachable());
  const seen = await (await fetch(house.site + link)).text();
  expect(words(seen)).toContain('The welcome was changed.');
  await boss.post(page, { do: 'approve', content: contentOf(seen), words: '' });
  expect(await state()).toBe('approved');
  expect(await listApprovals(house.app.db, number)).toHaveLength(2);
  expect(words(await read(ed))).toContain('Fingerprint of what was approved');
  const acts = (await listActs(house.app.db, { edition: number, limit: 100 })).map(({ act }) => act);
  for (const act of [
    'edition.approval-asked',
    'edition.approval-revoked',
    'edition.sent-back',
    'edition.approved',
    'edition.approval-looked-at',
    'edition.reopened',
    'edition.approval-void',
  ])
    expect(acts).toContain(act);
});
