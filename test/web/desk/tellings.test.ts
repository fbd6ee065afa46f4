import { beforeAll, expect, test } from 'vitest';
import { changeToTell } from '../../../src/compose/tell.ts';
import { editionNumber } from '../../../src/core/index.ts';
import { askTelling } from '../../../src/delivery/index.ts';
import {
  approveEdition,
  draftSnapshot,
  importEditionFolder,
  scheduleSending,
} from '../../../src/editions/index.ts';
import { correctArticle } from '../../../src/publishing/index.ts';
import { editor } from '../../support/actors.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';

const number = editionNumber(7);
const page = '/desk/editions/7/tellings';
let article: string;
let house: Awaited<ReturnType<typeof openEditorial>>;
let ed: DeskBrowser;
let boss: DeskBrowser;
beforeAll(async () => {
  house = await openEditorial(new Date('2026-11-27T09:00:00Z'));
  const folder = new URL('../../../sample/edition-07', import.meta.url).pathname;
  await importEditionFolder(house.app, folder, editor('pat@example.org'));
  article = (await draftSnapshot(house.app, number)).snapshot.sections[0]?.articles[0]?.slug ?? '';
  ed = await signedInBrowser(house.app, house.site, { roles: ['editor'] });
  boss = await signedInBrowser(house.app, house.site, { email: 'pat@example.org', roles: ['approver'] });
});

const askFor = async (note: string) => {
  await correctArticle(house.app, {
    edition: number,
    article,
    note,
    by: editor(),
    content: { summary: note },
  });
  return (await askTelling(house.app, await changeToTell(house.app, { edition: number, article }), editor()))
    .telling;
};

test('whoever changed the content last is not told that it waits for their approval', async () => {
  const sam = await signedInBrowser(house.app, house.site, {
    email: 'sam@example.org',
    roles: ['approver'],
    name: 'Sam Sample',
  });
  await ed.post('/desk/editions/7/approval', { do: 'ask', email: 'press@example.org', called: 'Press' });
  await house.settle();
  expect(await (await boss.get('/desk')).text()).not.toContain('waits for approval');
  const home = await (await sam.get('/desk')).text();
  expect(home).toContain('Edition 7 waits for approval');
  expect(home).toContain('Your turn');
  await approveEdition(house.app, number, editor('sam@example.org'));
});

test('what waits leads from home to a page where it is approved, by whoever may', async () => {
  await scheduleSending(house.app, number, { by: editor(), holdMinutes: 0 });
  for (let round = 0; round < 3; round += 1) {
    await house.settle();
    house.clock.advance(60_000);
  }
  expect(await (await boss.get(page)).text()).toContain('Nothing waits');
  const { id } = await askFor('The date was wrong.');
  expect(await (await boss.get('/desk')).text()).toContain(`href="${page}"`);
  const { id: row } = await house.app.db
    .selectFrom('articles')
    .select('id')
    .where('slug', '=', article)
    .executeTakeFirstOrThrow();
  const ownPage = async () => (await ed.get(`/desk/articles/${row}`)).text();
  expect(await ownPage()).toContain(`href="${page}">see the mail`);
  const html = await (await ed.get(page)).text();
  expect(html).toContain('The date was wrong.');
  expect(html).toContain('Do not tell them');
  expect(html).not.toContain('value="approve"');
  expect((await ed.post(page, { do: 'approve', telling: String(id) })).status).toBe(403);
  expect((await boss.post(page, { do: 'approve', telling: String(id) })).status).toBe(303);
  expect((await boss.post(page, { do: 'approve', telling: String(id) })).status).toBe(409);
  expect(await (await boss.get('/desk')).text()).not.toContain(`href="${page}"`);
  expect(await ownPage()).not.toContain(page);
});

test('what the article outran can only be taken back', async () => {
  const { id } = await askFor('The place was wrong.');
  await correctArticle(house.app, {
    edition: number,
    article,
    note: 'The place was right.',
    by: editor(),
    content: { summary: 'As before' },
  });
  expect(await (await boss.get(page)).text()).toContain('would not be true any more');
  expect((await boss.post(page, { do: 'approve', telling: String(id) })).status).toBe(409);
  expect((await ed.post(page, { do: 'drop', telling: String(id) })).status).toBe(303);
  expect(await (await boss.get(page)).text()).toContain('Nothing waits');
});
