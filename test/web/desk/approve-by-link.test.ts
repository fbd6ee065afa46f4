import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invitePerson, removePerson } from '../../../src/access/index.ts';
import { type EditionNumber, parseEmailAddress } from '../../../src/core/index.ts';
import {
  assembleEdition,
  importEditionFolder,
  listApprovals,
  loadEdition,
  reopenEdition,
} from '../../../src/editions/index.ts';
import { startRun } from '../../../src/flows/index.ts';
import { editor } from '../../support/actors.ts';
import { linkIn, openEditorial } from '../../support/editorial.ts';

type House = Awaited<ReturnType<typeof openEditorial>>;
let house: House;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'), { APPROVERS: 'press@example.org' });
});

const folder = mkdtempSync(join(tmpdir(), 'quarterly-approve-'));
cpSync(new URL('../../../sample/edition-07', import.meta.url).pathname, folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));
const ed = editor('ed@example.org');
let last = 6;

/** What somebody was written about an edition. */
const mailsAbout = async (edition: EditionNumber, to: string) =>
  (await house.mails(to)).filter(({ subject }) => subject.includes(`dition ${edition} `));

/** The next edition, whose run waits for its approvers, and the mail to one of them. */
async function waiting(to = 'press@example.org') {
  const { app } = house;
  const file = join(folder, 'edition.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(`number: ${last}`, `number: ${last + 1}`));
  last += 1;
  const { edition } = await importEditionFolder(app, folder, ed);
  await startRun(app, { edition, by: ed });
  await house.settle();
  const mail = (await mailsAbout(edition, to)).at(-1);
  if (!mail) throw new Error('nobody was written to');
  return { edition, mail, link: linkIn(mail) };
}

const invite = (email: string, roles: ('approver' | 'editor')[], name: string) =>
  invitePerson(house.app, { email: parseEmailAddress(email), roles, name, by: editor() });

const get = (path: string, init: RequestInit = {}) =>
  fetch(house.site + path, { redirect: 'manual', ...init });
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  get(path, { method: 'POST', body: new URLSearchParams(fields), headers: cookie ? { cookie } : {} });
const contentOf = (page: string) => /name="content" value="(\w+)"/.exec(page)?.[1] ?? '';
const words = (page: string) => page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const state = async (edition: EditionNumber) => (await loadEdition(house.app.db, edition)).state;

test('the database does not hold the token of a link anywhere', async () => {
  const { link } = await waiting();
  const token = link.split('/').at(-1) ?? '';
  expect(token.length).toBe(43);
  for (const table of ['notices', 'approval_links', 'acts'] as const) {
    const rows = await house.app.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
  }
});

test('a shared mailbox answers as a guest, with a name that nobody has proved', async () => {
  const { edition, link } = await waiting();
  const content = contentOf(await (await get(link)).text());
  const nameless = await post(link, { content, name: ' ', answer: 'approve' });
  expect(nameless.status).toBe(400);
  expect(await nameless.text()).toContain('Enter your name');
  await post(link, { content, name: 'Kim <b>Reader', answer: 'approve' });
  const [row] = await listApprovals(house.app.db, edition);
  expect(row?.actor).toMatchObject({ kind: 'guest', name: 'Kim <b>Reader' });
  const page = await (await get(link)).text();
  expect(page).not.toContain('Kim <b>');
});

test('scanners approve nothing and use nothing up', async () => {
  const { edition, link } = await waiting();
  const before = JSON.stringify(await house.app.db.selectFrom('acts').selectAll().execute());
  for (let count = 0; count < 60; count += 20)
    await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const answer = await get(at % 4 === 0 ? `${link}/mail` : link, { method: at % 2 ? 'HEAD' : 'GET' });
        expect(answer.status).toBe(200);
        await answer.arrayBuffer();
      }),
    );
  expect(JSON.stringify(await house.app.db.selectFrom('acts').selectAll().execute())).toBe(before);
  expect(await state(edition)).toBe('assembled');
  const content = contentOf(await (await get(link)).text());
  await post(link, { content, name: 'Kim', answer: 'approve' });
  expect(await state(edition)).toBe('approved');
});

test('what was changed while somebody looked is not approved by them', async () => {
  const { edition, link } = await waiting();
  const content = contentOf(await (await get(link)).text());
  await house.app.db
    .updateTable('editions')
    .set({ strapline: 'Another' })
    .where('number', '=', edition)
    .execute();
  await get(link);
  await house.settle();
  const answer = await post(link, { content, name: 'Kim', answer: 'approve' });
  expect(answer.status).toBe(409);
  const page = words(await answer.text());
  expect(page).toContain('was changed while you looked at it');
  expect(page).toContain('The strapline was changed.');
  expect(await state(edition)).toBe('assembled');
});

test('somebody of the desk approves from the mail in two clicks, without a password; a second click says who it was', async () => {
  await invite('boss@example.org', ['approver'], 'Priya Example');
  await invite('ed@example.org', ['editor'], 'Ed Example');
  const { edition, mail, link } = await waiting('boss@example.org');
  expect(mail.text).toContain('Look at it and answer');
  expect(mail.text).not.toContain('quarterly edition');
  const page = await (await get(link)).text();
  expect(words(page)).toContain('You answer as Priya Example');
  expect(page).toContain('sandbox=""');
  const framed = await get(`${link}/mail`);
  expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox/);
  expect(await framed.text()).toContain('<!doctype html>');
  const answer = await post(link, { content: contentOf(page), words: '', answer: 'approve' });
  expect(answer.status).toBe(303);
  expect(await state(edition)).toBe('approved');
  const [row] = await listApprovals(house.app.db, edition);
  expect(row).toMatchObject({ actor: { kind: 'person', name: 'Priya Example' } });
  expect(row?.link_id).toBeGreaterThan(0);
  const again = await post(link, { content: contentOf(page), answer: 'approve' });
  expect(again.status).toBe(303);
  expect(words(await (await get(link)).text())).toContain('You approved it on 27 November 2026 at 09:00');
  expect(await listApprovals(house.app.db, edition)).toHaveLength(1);
});

test('whoever changed it last is refused: by their own link, in their own browser, and by a guest’s link to their mailbox', async () => {
  await invite('ed@example.org', ['editor', 'approver'], 'Ed Example');
  const { edition } = await waiting('boss@example.org');
  const content = async (link: string) => contentOf(await (await get(link)).text());
  const own = (await mailsAbout(edition, 'ed@example.org')).at(-1);
  const other = (await mailsAbout(edition, 'boss@example.org')).at(-1);
  if (!own || !other) return expect.unreachable();
  const mine = linkIn(own);
  expect(words(await (await get(mine)).text())).toContain('somebody else must approve it');
  const refused = await post(mine, { content: await content(linkIn(other)), answer: 'approve' });
  expect(refused.status).toBe(403);
  const { signedInBrowser } = await import('../../support/desk.ts');
  const { cookie } = await signedInBrowser(house.app, house.site, {
    email: 'ed@example.org',
    roles: ['approver', 'editor'],
    name: 'Ed Example',
  });
  const theirs = linkIn(other);
  const there = await post(theirs, { content: await content(theirs), answer: 'approve' }, cookie);
  expect(there.status).toBe(403);
  expect(await state(edition)).toBe('assembled');
});

test('sent back, the editors’ turn has come: nobody is reminded until it is another, and then they see what changed', async () => {
  const { edition, link } = await waiting('boss@example.org');
  const content = contentOf(await (await get(link)).text());
  const wordless = await post(link, { content, words: '', answer: 'send-back' });
  expect(wordless.status).toBe(400);
  await post(link, { content, words: 'The second story\nis wrong.', answer: 'send-back' });
  expect(await state(edition)).toBe('assembled');
  expect(words(await (await get(link)).text())).toContain('You sent it back on 27 November 2026');
  house.clock.advance(30 * 3_600_000);
  await house.settle();
  expect(await mailsAbout(edition, 'boss@example.org')).toHaveLength(1);
  await house.app.db
    .updateTable('editions')
    .set({ welcome: 'Better words.' })
    .where('number', '=', edition)
    .execute();
  await house.settle();
  const mails = await mailsAbout(edition, 'boss@example.org');
  expect(mails).toHaveLength(2);
  expect(linkIn(mails[1] ?? expect.unreachable())).toBe(link);
  const page = await (await get(link)).text();
  expect(words(page)).toContain('Since you sent it back on 27 November 2026 at 09:00');
  expect(page).toContain('The welcome was changed.');
  expect(page).toMatch(/<ins>\s*Better/);
});

test('one letter changed after approval: the approval is void, the approver is told by a link, and the old hash can be read', async () => {
  const { edition, link } = await waiting('boss@example.org');
  const { app } = house;
  await app.db.updateTable('editions').set({ send_at: null }).where('number', '=', edition).execute();
  const content = contentOf(await (await get(link)).text());
  await post(link, { content, words: '', answer: 'approve' });
  const [first] = await listApprovals(app.db, edition);
  await reopenEdition(app, edition, { by: ed, reason: 'One letter.' });
  await house.settle();
  await app.db
    .updateTable('editions')
    .set({ title: 'Common Groundx' })
    .where('number', '=', edition)
    .execute();
  await assembleEdition(app, edition, ed);
  await house.settle();
  expect(await state(edition)).toBe('assembled');
  const told = (await mailsAbout(edition, 'boss@example.org')).at(-1) ?? expect.unreachable();
  expect(told).toMatchObject({ kind: 'approval-void' });
  expect(linkIn(told)).toBe(link);
  const page = await (await get(link)).text();
  expect(words(page)).toContain('Since you approved it on');
  expect(page).toContain('The title was changed.');
  await post(link, { content: contentOf(page), words: '', answer: 'approve' });
  const approvals = await listApprovals(app.db, edition);
  expect(approvals).toHaveLength(2);
  expect(approvals[1]?.hash).toBe(first?.hash);
  expect(await loadEdition(house.app.db, edition)).toMatchObject({ number: edition, state: 'approved' });
  expect(
    await app.db
      .selectFrom('edition_snapshots')
      .select('hash')
      .where('edition_number', '=', edition)
      .execute(),
  ).toHaveLength(2);
});

test('a link dies with its person, and at publishing', async () => {
  const { edition, link } = await waiting('boss@example.org');
  await removePerson(house.app, { email: parseEmailAddress('boss@example.org'), by: editor() });
  const gone = await get(link);
  expect(gone.status).toBe(410);
  expect((await post(link, { answer: 'approve' })).status).toBe(410);
  await invite('boss@example.org', ['approver'], 'Priya Example');
  expect((await get(link)).status).toBe(200);
  await house.app.db
    .updateTable('editions')
    .set({ state: 'published' })
    .where('number', '=', edition)
    .execute();
  const out = await get(link);
  expect(out.status).toBe(410);
  expect(await out.text()).toContain('has come out');
  expect((await get(`${link.slice(0, -1)}x`)).status).toBe(404);
  expect((await get('/approve/example')).status).toBe(404);
});
