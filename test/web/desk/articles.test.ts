import { beforeAll, describe, expect, test } from 'vitest';
import { listVersions, showArticle } from '../../../src/articles/index.ts';
import { articleId, type Database, movableClock, sectionSlug } from '../../../src/core/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { PNG } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let ed: DeskBrowser;
let kim: DeskBrowser;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock });
  ed = await signedInBrowser({ db, clock }, site, { name: 'Ed Example' });
  kim = await signedInBrowser({ db, clock }, site, { email: 'kim@example.org', name: 'Kim Example' });
  const sections = [
    { slug: sectionSlug('seeds'), label: 'Seeds', description: '' },
    { slug: sectionSlug('sheds'), label: 'Sheds', description: '' },
  ];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  await insertEdition(db, 31, { sections: JSON.stringify(sections) });
  await makeArticleShell({ db, clock }, 'en-GB', {
    publicUrl: 'https://bulletin.example.org',
    theme: standardTheme,
  });
});

const FIELDS = { headline: 'Peas', summary: '', body: 'Sow **peas**.', section: 'seeds' };
const text = async (answer: Promise<Response>) => (await answer).text();

/** Writes one and gives its id. */
async function write(by: DeskBrowser, fields: Record<string, string> = {}): Promise<number> {
  const answer = await by.post('/desk/articles/new', { ...FIELDS, do: 'save', base: '0', ...fields });
  expect(answer.status).toBe(303);
  return Number(/\/desk\/articles\/(\d+)\?done=saved$/.exec(answer.headers.get('location') ?? '')?.[1]);
}
const save = (by: DeskBrowser, id: number, fields: Record<string, string>) =>
  by.post(`/desk/articles/${id}`, { ...FIELDS, do: 'save', ...fields });
const stored = (id: number) => showArticle(db, articleId(id));

describe('an article at the desk', () => {
  test('is written, found, saved as versions and brought back', async () => {
    const id = await write(ed);
    expect(await text(ed.get('/desk/articles?q=PEAS'))).toContain(`href="/desk/articles/${id}"`);
    const page = await text(kim.get(`/desk/articles/${id}`));
    for (const label of [
      'Headline',
      'Summary',
      'Story',
      'Section',
      'Organisation',
      'Picture',
      'Describe the picture',
    ])
      expect(page).toContain(`>${label}</label>`);
    for (const button of [
      'Save',
      'Save as a new version',
      'Accept',
      'Ask for changes',
      'Decline',
      'Hold for later',
    ])
      expect(page).toMatch(new RegExp(`<button[^>]*>${button}</button>`));
    await save(kim, id, { body: 'Sow peas late.', base: '1', do: 'version', words: 'The date' });
    expect((await stored(id)).body).toBe('Sow peas late.');
    const version = await text(ed.get(`/desk/articles/${id}/versions/1`));
    expect(version).toContain('<ins> peas late.</ins>');
    expect((await ed.post(`/desk/articles/${id}/versions/1`, {})).status).toBe(303);
    expect((await stored(id)).body).toBe('Sow **peas**.');
    const history = await listVersions(db, articleId(id));
    expect(history.map(({ number, words, restored }) => [number, words, restored])).toEqual([
      [3, null, 1],
      [2, 'The date', null],
      [1, null, null],
    ]);
  });

  test('is not saved while something is wrong, and nothing that was typed is lost', async () => {
    const wrong = { headline: '', body: 'Kept all the same.', contactEmail: 'nobody', base: '0', do: 'save' };
    const answer = await ed.post('/desk/articles/new', { ...FIELDS, ...wrong });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('There is a problem');
    expect(page).toContain('<a href="#headline">Headline is empty.</a>');
    expect(page).toMatch(/Contact email is no e-mail address/);
    expect(page).toContain('Kept all the same.');
    expect(await text(ed.get('/desk/articles/new'))).toContain('Kept all the same.');
    expect(await text(kim.get('/desk/articles/new'))).not.toContain('Kept all the same.');
    await ed.post('/desk/articles/new', { do: 'discard' });
    expect(await text(ed.get('/desk/articles/new'))).not.toContain('Kept all the same.');
  });

  test('shows both texts where two have written, until one of them decides', async () => {
    const id = await write(ed, { headline: 'Leeks' });
    await save(ed, id, { headline: 'Leeks', body: 'Sow leeks.', base: '1' });
    const late = await save(kim, id, { headline: 'Leeks & more', body: 'Sow many leeks.', base: '1' });
    expect(late.headers.get('location')).toBe(`/desk/articles/${id}/conflict`);
    const page = await text(kim.get(`/desk/articles/${id}/conflict`));
    expect(page).toContain('Somebody else has changed this article too');
    expect(page).toContain('Ed Example saved version 2');
    expect(page).toContain('Sow leeks.');
    expect(page).toContain('<ins> many</ins>');
    expect((await stored(id)).body).toBe('Sow leeks.');
    expect(await text(kim.get(`/desk/articles/${id}`))).toContain('see both texts');
    await save(kim, id, { headline: 'Leeks & more', body: 'Sow many leeks.', base: '2', do: 'version' });
    expect(await stored(id)).toMatchObject({ headline: 'Leeks & more', body: 'Sow many leeks.' });
    expect((await kim.get(`/desk/articles/${id}/conflict`)).status).toBe(303);
  });

  test('keeps what is typed without a version, and shows it in the frame as it stands in the mail', async () => {
    const id = await write(ed, { headline: 'Kale' });
    const typed = { ...FIELDS, headline: 'Kale', body: 'Typed **just now**.', base: '1' };
    expect((await ed.post(`/desk/articles/${id}/copy`, typed)).status).toBe(204);
    const frame = await ed.get(`/desk/articles/${id}/preview`);
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
    expect(await frame.text()).toContain('Typed <strong>just now</strong>.');
    expect(await text(kim.get(`/desk/articles/${id}/preview`))).not.toContain('just now');
    expect(await text(kim.get(`/desk/articles/${id}`))).toContain('Ed Example has changes here too');
    expect(await listVersions(db, articleId(id))).toHaveLength(1);
    await save(ed, id, typed);
    expect(await text(kim.get(`/desk/articles/${id}`))).not.toContain('has changes here too');
  });

  test('takes what is pasted as Markdown, without what it brought besides', async () => {
    const html =
      '<p class="MsoNormal" onclick="x()">Sow <b>now</b>.<script>alert(1)</script></p><ul><li>one</li></ul>';
    const paste = (body: string) =>
      fetch(`${site}/desk/articles/paste`, {
        method: 'POST',
        body,
        headers: { cookie: ed.cookie, 'sec-fetch-site': 'same-origin' },
      });
    const answer = await paste(html);
    expect(answer.headers.get('pasted-cut')).toBeNull();
    // The page's script says that the end is missing.
    expect((await paste(`${html}${' '.repeat(400_000)}`)).headers.get('pasted-cut')).toBe('yes');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toBe('Sow **now**.\n\n- one');
  });

  test('takes a picture through the one door, and its description with it', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...FIELDS, headline: 'Pears', do: 'save', base: '0' }))
      form.set(name, value);
    form.set('file', new File([new Uint8Array(PNG)], 'x.png', { type: 'image/png' }));
    const send = () =>
      fetch(`${site}/desk/articles/new`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { cookie: ed.cookie, 'sec-fetch-site': 'same-origin' },
      });
    const first = await send();
    expect(first.status).toBe(422);
    const page = await first.text();
    expect(page).toContain('The description of the picture is empty');
    const hash = /name="picture" value="([0-9a-f]{64})"/.exec(page)?.[1];
    expect(hash).toBeDefined();
    const id = await write(ed, { headline: 'Pears', picture: hash ?? '', alt: 'A pear' });
    expect((await stored(id)).image).toEqual({ hash, alt: 'A pear' });
    form.set('file', new File(['<svg onload=alert(1)>'], 'x.svg', { type: 'image/svg+xml' }));
    expect(await (await send()).text()).toContain('Picture cannot be taken. The file is not a PNG');
    await ed.post('/desk/articles/new', { do: 'discard' });
  });

  test('holds several pictures, which are added, described, put in another order and taken out', async () => {
    const pear = async (mark: string, more: Record<string, string> = {}) => {
      const form = new FormData();
      const fields = { ...FIELDS, headline: 'Quinces', base: '0', ...more };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      // Other bytes for each, and the same picture.
      const at = Object.keys(more).filter((name) => name.startsWith('picture')).length;
      form.set(`file${at === 0 ? '' : at + 1}`, new File([new Uint8Array(PNG), mark], 'x.png'));
      return fetch(`${site}/desk/articles/new`, {
        ...{ method: 'POST', body: form, redirect: 'manual' as const },
        headers: { cookie: ed.cookie, 'sec-fetch-site': 'same-origin' },
      });
    };
    const hashes = async () =>
      [
        ...(await text(ed.get('/desk/articles/new'))).matchAll(/name="(picture\d?)" value="([0-9a-f]{64})"/g),
      ].map(([, name = '', hash = '']) => [name, hash] as const);
    await pear('1', { do: 'preview', alt: 'One' });
    await pear('2', { do: 'preview', alt: 'One', alt2: 'Two', ...Object.fromEntries(await hashes()) });
    await pear('3', { do: 'preview', alt: 'One', alt2: 'Two', ...Object.fromEntries(await hashes()) });
    const kept = Object.fromEntries(await hashes());
    const [one, two, three] = Object.values(kept);
    expect(Object.keys(kept)).toEqual(['picture', 'picture2', 'picture3']);
    const typed = { ...FIELDS, headline: 'Quinces', base: '0', ...kept, alt: 'One', alt2: 'Two' };
    const undescribed = await ed.post('/desk/articles/new', { ...typed, do: 'save' });
    expect(await undescribed.text()).toContain('<a href="#alt3">The description of picture 3 is empty');
    const described = { ...typed, alt3: 'Three', caption3: 'Ripe' };
    await ed.post('/desk/articles/new', { ...described, do: 'picture-up-3' });
    expect(Object.values(Object.fromEntries(await hashes()))).toEqual([one, three, two]);
    const links = 'Roof plan (pdf, 320 kb) https://example.org/roof.pdf\nWe https://example.org/';
    const id = await write(ed, { ...described, links, without: 'picture' });
    expect((await stored(id)).links).toEqual([
      { text: 'Roof plan', type: 'PDF', octets: 320_000, url: 'https://example.org/roof.pdf' },
      { text: 'We', url: 'https://example.org/' },
    ]);
    const fields = await text(ed.get(`/desk/articles/${id}`));
    expect(fields).toContain('Roof plan (PDF, 320 KB) https://example.org/roof.pdf\n');
    const { image, pictures } = await stored(id);
    expect([image, pictures]).toEqual([
      { hash: two, alt: 'Two' },
      [{ hash: three, alt: 'Three', caption: 'Ripe' }],
    ]);
    expect(await text(ed.get(`/desk/articles/${id}/preview`))).toMatch(/alt="Two".*alt="Three"/s);
    await save(kim, id, { headline: 'Quinces', picture: two ?? '', alt: 'Two', base: '1' });
    expect((await stored(id)).pictures).toBeNull();
    const version = await text(ed.get(`/desk/articles/${id}/versions/2`));
    expect(version).toContain('<dt>Words under picture 2</dt><dd><del>Ripe</del></dd>');
    await ed.post(`/desk/articles/${id}/versions/1`, {});
    expect((await stored(id)).pictures).toHaveLength(1);
  });

  test('is decided on with words, held, moved and noted', async () => {
    const id = await write(ed, { headline: 'Beans' });
    const decide = (fields: Record<string, string>) => kim.post(`/desk/articles/${id}/decide`, fields);
    const refused = await decide({ do: 'decline', words: ' ' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('<a href="#said">Say why the article is declined');
    await decide({ do: 'ask', words: 'Shorter,\nplease.' });
    expect((await stored(id)).state).toBe('draft');
    await decide({ do: 'accept' });
    await decide({ do: 'move', edition: '31' });
    expect(await stored(id)).toMatchObject({ state: 'accepted', edition_number: 31 });
    await decide({ do: 'hold' });
    expect(await stored(id)).toMatchObject({ state: 'submitted', edition_number: null });
    await ed.post(`/desk/articles/${id}/notes`, { note: 'For spring.' });
    const page = await text(ed.get(`/desk/articles/${id}`));
    expect(page).toContain('Kim Example asked for changes');
    expect(page).toContain('Shorter,\nplease.');
    expect(page).toContain('For spring.');
    expect(page).toContain('Held for later');
  });

  test('is decided on together with others, after a question', async () => {
    const ids = [await write(ed, { headline: 'One of two' }), await write(ed, { headline: 'Two of two' })];
    const asked = await text(kim.get(`/desk/articles/together?do=decline&id=${ids[0]}&id=${ids[1]}`));
    expect(asked).toContain('Decline these 2 articles?');
    expect((await stored(ids[0] ?? 0)).state).toBe('submitted');
    await kim.post('/desk/articles/together', { do: 'decline', ids: ids.join(','), words: 'Twice.' });
    expect(await Promise.all(ids.map(async (id) => (await stored(id)).state))).toEqual([
      'declined',
      'declined',
    ]);
    expect((await kim.get('/desk/articles/together?do=accept')).status).toBe(400);
  });

  test('is read only once its edition is approved, can be taken down and put back, and looks at what is gone', async () => {
    await publishedSample({ db, clock }, 'edition-07');
    const found = await text(kim.get('/desk/articles?edition=7&status=published'));
    const id = Number(/href="\/desk\/articles\/(\d+)"/.exec(found)?.[1]);
    const { slug } = await stored(id);
    const page = await text(kim.get(`/desk/articles/${id}`));
    expect(page).toContain('Edition 7 is published, so its articles stand as they are.');
    expect(page).not.toContain('>Save</button>');
    expect((await save(kim, id, { base: '1', body: 'Too late.' })).status).toBe(409);
    expect(await text(kim.get(`/desk/articles/${id}/preview`))).toContain('Too late.');
    await kim.post(`/desk/articles/${id}`, { do: 'discard' });
    const decide = (fields: Record<string, string>) => kim.post(`/desk/articles/${id}/decide`, fields);
    expect((await decide({ do: 'take-down' })).status).toBe(422);
    expect((await fetch(`${site}/editions/7/${slug}`)).status).toBe(200);
    expect((await decide({ do: 'take-down', words: 'A wrong name.' })).status).toBe(303);
    expect((await fetch(`${site}/editions/7/${slug}`)).status).toBe(410);
    expect(await text(kim.get(`/desk/articles/${id}`))).toMatch(/<button[^>]*>Put back<\/button>/);
    await decide({ do: 'put-back' });
    expect((await fetch(`${site}/editions/7/${slug}`)).status).toBe(200);
  });
});
