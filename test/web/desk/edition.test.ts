import { beforeAll, describe, expect, test } from 'vitest';
import { acceptArticle, createArticle } from '../../../src/articles/index.ts';
import { type Database, editionNumber, movableClock, type SectionId } from '../../../src/core/index.ts';
import {
  assembleEdition,
  draftSnapshot,
  importEditionFolder,
  loadEdition,
  selectLastEditor,
} from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { readHtml } from '../../support/html.ts';
import { sentEdition } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;
const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let ed: DeskBrowser;
let amy: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  const site = await servedWeb({ db, clock });
  ed = await signedInBrowser({ db, clock }, site);
  amy = await signedInBrowser({ db, clock }, site, { email: 'amy@example.org', name: 'Amy Approver' });
});

const elements = async (path: string) => readHtml(await (await ed.get(path)).text()).elements;

/** What the fields of a page hold, by name: what a browser would send. */
async function fieldsOf(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, attributes, text } of await elements(path)) {
    const field = attributes.name;
    if (field === undefined || attributes.type === 'checkbox') continue;
    if (name === 'input') found[field] = attributes.value ?? '';
    // The first line end after the tag is not part of it (HTML §13.1.2.5).
    if (name === 'textarea') found[field] = text.replace(/^\n/, '');
  }
  return found;
}

const page = {
  number: '7',
  cover: 'November 2026',
  title: 'Common Ground',
  strapline: '',
  preheader: '',
  subject: 'stories',
  welcome: 'Welcome.\r\n\r\nAnd on.',
  publisher: 'Example Council',
  mailbox: 'bulletin@example.org',
};
const acts = async () =>
  (await db.selectFrom('acts').select('act').orderBy('id').execute()).map(({ act }) => act);

describe('an edition made in the browser', () => {
  test('is refused with a sentence at each field, and what was typed stays', async () => {
    const refused = await ed.post('/desk/editions', {
      ...page,
      number: 'seven',
      cover: '',
      mailbox: 'nobody',
    });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    for (const said of [
      'Edition number must be a whole number',
      'Cover date is',
      'Mailbox ',
      'Sections are missing',
    ])
      expect(html).toContain(said);
    expect(html).toContain('value="seven"');
    expect(html).toContain('<title>Error: Editions');
    expect(await db.selectFrom('editions').selectAll().execute()).toEqual([]);
  });

  test('begins with a section that nobody has named before, and takes in what is accepted for it', async () => {
    const made = await ed.post('/desk/editions', { ...page, newSection: 'Local news & views' });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/desk/editions/7?done=planned']);
    const edition = await loadEdition(db, editionNumber(7));
    expect(edition).toMatchObject({
      state: 'planned',
      cover: 'November 2026',
      welcome: 'Welcome.\n\nAnd on.',
      preheader: null,
      subject: 'stories',
    });
    expect(edition.sections).toEqual([
      { slug: 'local-news-views', label: 'Local news & views', description: '' },
    ]);
    await ed.post('/desk/editions/7/order', { do: 'add', newSection: 'Awards' });
    const sections = await db.selectFrom('sections').select(['id', 'slug']).orderBy('id').execute();
    for (const headline of ['One', 'Two', 'Three']) await accepted(headline, sections[0]?.id);
    await accepted('Prize', sections[1]?.id);
    await assembleEdition({ db, clock }, editionNumber(7), editor());
    expect(await order()).toEqual([
      ['Local news & views', 'One', 'Two', 'Three'],
      ['Awards', 'Prize'],
    ]);
  });

  test('has its sections and articles moved, each act on record; at an end nothing happens', async () => {
    const id = await idOf('Three');
    for (const action of [
      `article ${id} up`,
      `article ${id} up`,
      `article ${id} up`,
      'section awards up',
      'section awards up',
    ])
      expect((await ed.post('/desk/editions/7/order', { do: action })).status).toBe(303);
    expect(await order()).toEqual([
      ['Awards', 'Prize'],
      ['Local news & views', 'Three', 'One', 'Two'],
    ]);
    await ed.post('/desk/editions/7/order', { do: `article ${id} down` });
    expect((await order())[1]).toEqual(['Local news & views', 'One', 'Three', 'Two']);
    expect((await acts()).slice(-4)).toEqual([
      'edition.articles-ordered',
      'edition.articles-ordered',
      'edition.sections-changed',
      'edition.articles-ordered',
    ]);
    expect((await ed.post('/desk/editions/7/order', { do: 'remove awards' })).status).toBe(409);
    expect((await ed.post('/desk/editions/7/order', { do: 'article 999999 up' })).status).toBe(404);
    expect((await ed.post('/desk/editions/7/order', { do: 'article x up' })).status).toBe(400);
  });

  test('loses nothing that two people write at once', async () => {
    const [mine, theirs] = [await fieldsOf('/desk/editions/7'), await fieldsOf('/desk/editions/7')];
    expect(mine).toMatchObject({ cover: 'November 2026', welcome: 'Welcome.\n\nAnd on.' });
    const saved = await amy.post('/desk/editions/7', { ...theirs, strapline: 'Hers' });
    expect(saved.headers.get('location')).toBe('/desk/editions/7?done=saved');
    const refused = await ed.post('/desk/editions/7', { ...mine, strapline: 'His', title: 'Common' });
    expect(refused.status).toBe(409);
    const html = await refused.text();
    expect(html).toContain('Somebody else changed this page');
    expect(html).toContain('value="His"');
    expect(html).toContain('<div class="as-text">Hers</div>');
    const began =
      readHtml(html).elements.find(({ attributes }) => attributes.name === 'began')?.attributes.value ?? '';
    await ed.post('/desk/editions/7', { ...mine, strapline: 'Both', began });
    expect(await loadEdition(db, editionNumber(7))).toMatchObject({
      strapline: 'Both',
      title: 'Common Ground',
    });
    expect(await selectLastEditor(db, editionNumber(7))).toMatchObject({
      kind: 'person',
      name: 'ed@example.org',
    });
    const { params } = await db
      .selectFrom('acts')
      .select('params')
      .where('act', '=', 'edition.changed')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(params).toEqual({ before: { strapline: 'Hers' }, after: { strapline: 'Both' } });
    const same = await ed.post('/desk/editions/7', await fieldsOf('/desk/editions/7'));
    expect(same.headers.get('location')).toBe('/desk/editions/7?done=same');
  });

  test('comes to the same as the folder of that edition, which finds nothing to change afterwards', async () => {
    const { edition } = await importEditionFolder({ db, clock }, SAMPLE, editor()).catch(() => ({
      edition: undefined,
    }));
    expect(edition).toBe(7);
    const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(7));
    await ed.post('/desk/editions/7', { ...(await fieldsOf('/desk/editions/7')), strapline: 'Other' });
    await ed.post('/desk/editions/7', {
      ...(await fieldsOf('/desk/editions/7')),
      strapline: snapshot.strapline,
    });
    const again = await draftSnapshot({ db, clock }, editionNumber(7));
    expect({ ...again.snapshot, approvedAt: '' }).toEqual({ ...snapshot, approvedAt: '' });
    expect(await importEditionFolder({ db, clock }, SAMPLE, editor())).toMatchObject({
      outcome: 'unchanged',
    });
  });

  test('offers the next number, the names and the sections of the latest', async () => {
    const fields = await fieldsOf('/desk/editions');
    expect(fields).toMatchObject({ number: '8', cover: '', title: 'Common Ground', welcome: '' });
    const ticked = (await elements('/desk/editions')).filter(
      ({ attributes }) => attributes.name === 'sections' && 'checked' in attributes,
    );
    expect(ticked.map(({ attributes }) => attributes.value)).toContain('announcements');
    const taken = await ed.post('/desk/editions', { ...page, newSection: 'More' });
    expect(await taken.text()).toContain('Edition number is taken by another edition');
  });
});

test('an approved edition is shown as it is, and changes nothing', async () => {
  const other = (await freshDatabase()).db;
  const site = await servedWeb({ db: other, clock });
  const eve = await signedInBrowser({ db: other, clock }, site);
  await sentEdition({ db: other, clock }, SAMPLE);
  const html = await (await eve.get('/desk/editions/7')).text();
  expect(html).not.toContain('Move up');
  expect(html).not.toContain('name="cover"');
  expect((await eve.post('/desk/editions/7', page)).status).toBe(409);
  expect((await eve.post('/desk/editions/7/order', { do: 'section announcements down' })).status).toBe(409);
});

async function accepted(headline: string, sectionId: SectionId | undefined): Promise<void> {
  if (sectionId === undefined) throw new Error('There is no such section.');
  const content = { sectionId, headline, summary: '', body: 'Words.', links: [] };
  const { article } = await createArticle({ db, clock }, content, { by: editor(), how: 'desk' });
  await acceptArticle({ db, clock }, article, editor());
}

const idOf = async (headline: string) =>
  (await db.selectFrom('articles').select('id').where('headline', '=', headline).executeTakeFirstOrThrow())
    .id;

async function order(): Promise<string[][]> {
  const { snapshot } = await draftSnapshot({ db, clock }, editionNumber(7));
  return snapshot.sections.map(({ label, articles }) => [label, ...articles.map(({ headline }) => headline)]);
}
