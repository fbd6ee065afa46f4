import { beforeAll, expect, test } from 'vitest';
import { acceptArticle, listVersions, showArticle } from '../../../src/articles/index.ts';
import {
  type ArticleId,
  type Database,
  editionNumber,
  movableClock,
  sectionSlug,
} from '../../../src/core/index.ts';
import { approveEdition, assembleEdition } from '../../../src/editions/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';
import { servedWeb } from '../../support/web.ts';
import { contributor } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let robin: ReturnType<typeof contributor>;
let ed: DeskBrowser;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  const site = await servedWeb({ db, clock }, { trustProxy: 1 });
  robin = contributor(site);
  const sections = [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, 31, { sections: JSON.stringify(sections) });
  ed = await signedInBrowser({ db, clock }, site, { name: 'Ed Example' });
});

/** A story that was accepted. */
async function accepted(): Promise<{ page: string; id: ArticleId }> {
  const token = await robin.send();
  const row = await db
    .selectFrom('contributions')
    .select('article_id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const id = row.article_id as ArticleId;
  await acceptArticle({ db, clock }, id, editor());
  return { page: `/my-story/${token}`, id };
}
const propose = (page: string, body: string) =>
  robin.post(`${page}/text`, { headline: 'Beans for all', summary: 'A bed of beans.', body });
const desk = async (path: string) => (await ed.get(path)).text();

test('a change after acceptance waits for an editor, with the words that differ', async () => {
  const { page, id } = await accepted();
  expect((await propose(page, 'Sow **beans** in June.\n\nWater them.')).location).toBe(
    `${page}?done=replaced`,
  );
  expect((await showArticle(db, id)).body).toContain('in May.');
  expect((await robin.get(page)).text).toContain('The editors have your new text');
  expect((await robin.get(`${page}/text`)).text).toContain('in June.');
  expect(await desk('/desk')).toContain('The contributor of “Beans for all” proposes a change');
  expect(await desk(`/desk/articles/${id}`)).toContain(`href="/desk/articles/${id}/proposal"`);
  const shown = await desk(`/desk/articles/${id}/proposal`);
  expect(shown).toMatch(/<del>[^<]*May[^<]*<\/del>/);
  expect(shown).toMatch(/<ins>[^<]*June[^<]*<\/ins>/);
  const proposal = /name="proposal" value="(\d+)"/.exec(shown)?.[1] ?? '';
  expect((await ed.post(`/desk/articles/${id}/proposal`, { proposal, do: 'take' })).status).toBe(303);
  expect(await showArticle(db, id)).toMatchObject({
    state: 'accepted',
    body: 'Sow **beans** in June.\n\nWater them.',
  });
  const [newest] = await listVersions(db, id);
  expect(newest).toMatchObject({ number: 2, how: 'form', by: { kind: 'person', name: 'Ed Example' } });
  expect(await desk('/desk')).not.toContain('proposes a change');
  expect((await ed.post(`/desk/articles/${id}/proposal`, { proposal, do: 'take' })).status).toBe(409);
});

test('a change that is left changes nothing, and one that was written again was not looked at', async () => {
  const { page, id } = await accepted();
  await propose(page, 'One.');
  const seen = /name="proposal" value="(\d+)"/.exec(await desk(`/desk/articles/${id}/proposal`))?.[1] ?? '';
  await propose(page, 'Two.');
  expect((await ed.post(`/desk/articles/${id}/proposal`, { proposal: seen, do: 'take' })).status).toBe(409);
  const now = /name="proposal" value="(\d+)"/.exec(await desk(`/desk/articles/${id}/proposal`))?.[1] ?? '';
  expect((await ed.post(`/desk/articles/${id}/proposal`, { proposal: now, do: 'leave' })).status).toBe(303);
  expect((await showArticle(db, id)).body).toContain('in May.');
  expect((await robin.get(page)).text).not.toContain('The editors have your new text');
});

test('nothing is proposed to an approved edition', async () => {
  const { page } = await accepted();
  const edition = editionNumber(31);
  await assembleEdition({ db, clock }, edition, editor());
  await approveEdition({ db, clock, queue: bell() }, edition, editor('kim@example.org'));
  expect((await robin.get(page)).text).not.toMatch(/<button[^>]*>Replace the text</);
  const late = await propose(page, 'Three.');
  expect(late.status).toBe(409);
  expect(late.text).not.toContain('quarterly');
});
