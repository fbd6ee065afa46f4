import { beforeAll, expect, test } from 'vitest';
import { invitePerson } from '../../../src/access/index.ts';
import { listActs, record } from '../../../src/acts/index.ts';
import { type Actor, type Database, movableClock, parseEmailAddress } from '../../../src/core/index.ts';
import { ACT_WORDS } from '../../../templates/web/desk/act-words.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-20T09:00:00Z'));
let db: Database;
let ap: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  const site = await servedWeb({ db, clock });
  const pat = { email: parseEmailAddress('pat@example.org'), name: 'Pat', roles: ['editor' as const] };
  const { person } = await invitePerson({ db, clock }, { ...pat, by: editor() });
  const by: Actor = { kind: 'person', id: person.id, name: 'Pat', roles: ['editor'] };
  await record(db, { act: 'edition.reopened', by, subject: 7, params: { hash: 'a' } }, clock.now());
  clock.set(new Date('2026-11-26T23:30:00Z'));
  await record(
    db,
    { act: 'edition.approved', by, subject: 8, params: { hash: 'b', alone: true } },
    clock.now(),
  );
  await record(
    db,
    { act: 'article.declined', by: { kind: 'flow' }, subject: 12, params: { from: 'submitted' } },
    clock.now(),
  );
  const guest: Actor = { kind: 'guest', link: 3, name: '=HYPERLINK("x")<b>' };
  await record(db, { act: 'edition.approved', by: guest, subject: 9, params: { hash: 'c' } }, clock.now());
  clock.set(new Date('2026-11-27T09:00:00Z'));
  ap = await signedInBrowser({ db, clock }, site, {
    email: 'ap@example.org',
    name: 'Ap',
    roles: ['approver'],
  });
});

const table = async (query: string) => {
  const html = await (await ap.get(`/desk/audit${query}`)).text();
  return [...html.matchAll(/<td class="govuk-table__cell">(.*?)<\/td>/g)].map(([, cell]) => cell);
};

test('every act is told in words, by whom and when', async () => {
  const html = await (await ap.get('/desk/audit')).text();
  expect(html).toContain('approved edition 8 without a second person');
  expect(html).toContain('declined article 12');
  expect(html).toContain('signed in by the mailed code');
  expect(html).toContain('>yesterday 23:30<');
  expect(html).not.toContain('<b>');
  for (const act of Object.keys(ACT_WORDS)) expect(html).toContain(`value="${act}"`);
});

test('it is narrowed by person, kind, number and days, each by itself and together', async () => {
  const [pat] = await db.selectFrom('people').select('id').where('name', '=', 'Pat').execute();
  expect(await table(`?who=${pat?.id}`)).toEqual([
    'Pat',
    'approved edition 8 without a second person',
    'Pat',
    'reopened edition 7',
  ]);
  expect(await table('?who=flow')).toEqual(['the flow', 'declined article 12']);
  expect(await table('?what=edition.reopened')).toEqual(['Pat', 'reopened edition 7']);
  expect(await table('?what=article')).toEqual(['the flow', 'declined article 12']);
  expect(await table('?number=7')).toEqual(['Pat', 'reopened edition 7']);
  expect(await table('?what=article&number=7')).toEqual([]);
  expect(await table('?from=2026-11-20&until=2026-11-20&what=edition')).toEqual([
    'Pat',
    'reopened edition 7',
  ]);
  expect(await table('?until=2026-11-25&what=edition.approved')).toEqual([]);
  expect(await table('?what=nothing%27)--')).toHaveLength(14);
});

test('what is no day or number is said at its field, and kept', async () => {
  const answer = await ap.get('/desk/audit?from=2026-02-30&number=seven');
  expect(answer.status).toBe(400);
  const html = await answer.text();
  expect(html).toContain('href="#from"');
  expect(html).toContain('href="#number"');
  expect(html).toContain('value="2026-02-30"');
});

test('a hundred stand on a page, and older ones follow', async () => {
  const by = editor();
  for (let index = 0; index < 130; index += 1)
    await record(db, { act: 'edition.planned-again', by, subject: 100 + index, params: {} }, clock.now());
  const first = await (await ap.get('/desk/audit?what=edition.planned-again')).text();
  expect(first).toContain('edition 229 planned again');
  const [, older = ''] = /href="([^"]+)" rel="next"/.exec(first) ?? [];
  const second = await (await ap.get(older.replaceAll('&amp;', '&'))).text();
  expect(second).toContain('edition 100 planned again');
  expect(second).not.toContain('rel="next"');
  expect(second.match(/planned again, for/g)).toHaveLength(30);
});

test('the file holds what the filter finds, runs nothing in a spreadsheet, and taking it is an act', async () => {
  const answer = await ap.post('/desk/audit/csv', { what: 'edition.approved' });
  expect(answer.headers.get('content-disposition')).toContain('record.csv');
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toBe('number,at,who,what,act,about,details');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(
    `"'=HYPERLINK(""x"")<b>, a guest by link 3 (name not proved)",approved edition 9,edition.approved,9`,
  );
  const [taken] = await listActs(db, { limit: 1 });
  expect(taken).toMatchObject({
    act: 'audit.exported',
    params: { acts: 2 },
    by: { kind: 'person', name: 'Ap' },
  });
});
