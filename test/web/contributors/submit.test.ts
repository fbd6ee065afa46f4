import { beforeAll, describe, expect, test } from 'vitest';
import { listVersions, showArticle } from '../../../src/articles/index.ts';
import { articleId, type Database, movableClock, sectionSlug } from '../../../src/core/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { registerSections } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { PNG } from '../../editions/folders.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';
import { ANSWERS, contributor, tokenIn } from './contributor.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let site: string;
let robin: ReturnType<typeof contributor>;
beforeAll(async () => {
  ({ db } = await freshDatabase());
  site = await servedWeb({ db, clock }, { trustProxy: 1 });
  robin = contributor(site);
  expect((await robin.get('/submit')).status).toBe(404);
  const sections = [
    { slug: sectionSlug('seeds'), label: 'Seeds', description: 'What to sow, and when.' },
    { slug: sectionSlug('sheds'), label: 'Sheds', description: 'Tools and roofs.' },
  ];
  await registerSections(db, sections, { by: editor(), at: clock.now() });
  const look = { publicUrl: 'https://bulletin.example.org', theme: standardTheme };
  await makeArticleShell({ db, clock }, 'en-GB', look);
});

const newest = () =>
  db.selectFrom('contributions').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow();
const notices = (email: string) =>
  db.selectFrom('notices').select(['kind', 'params']).where('to_address', '=', email).execute();

describe('a story from somebody without an account', () => {
  test('is asked one thing a page, on nine pages, and becomes an article that waits', async () => {
    const page = await robin.get('/submit');
    expect(page.text).toContain('>Email address</label>');
    expect(page.text).toMatch(/<button[^>]*>Continue<\/button>/);
    expect(page.headers.get('x-robots-tag')).toBeNull();
    const pages: string[] = [];
    let at = '/submit';
    const answers = [
      ANSWERS.about,
      ANSWERS.headline,
      { body: ANSWERS.body },
      { section: 'seeds' },
      {},
      {
        contactName: 'Beans team',
        contactEmail: 'beans@example.org',
        contactUrl: 'https://example.org/beans',
      },
      { links: 'Read more https://example.org/more' },
      {},
    ];
    for (const fields of answers) {
      pages.push(new URL(at, site).pathname);
      expect((await robin.get(at)).status).toBe(200);
      at = await robin.journey(at, fields);
    }
    pages.push(new URL(at, site).pathname);
    expect(pages).toEqual([
      '/submit',
      '/submit/headline',
      '/submit/story',
      '/submit/section',
      '/submit/picture',
      '/submit/contact',
      '/submit/links',
      '/submit/check',
      '/submit/sent',
    ]);
    const { article_id } = await newest();
    const sent = await robin.get(at);
    expect(sent.text).toContain(`S-${article_id}`);
    expect(sent.headers.get('cache-control')).toBe('no-store');
    const article = await showArticle(db, articleId(article_id ?? 0));
    expect(article).toMatchObject({
      state: 'submitted',
      source: 'form',
      headline: 'Beans for all',
      organisation: 'Example Police',
      contact: { name: 'Beans team', email: 'beans@example.org' },
      links: [{ text: 'Read more', url: 'https://example.org/more' }],
    });
    const [version] = await listVersions(db, article.id);
    expect(version).toMatchObject({ how: 'form', by: { kind: 'contributor', article: article_id } });
    const ed = await signedInBrowser({ db, clock }, site, { name: 'Ed Example' });
    expect(await (await ed.get('/desk')).text()).toContain('1 article has come in');
    expect(await (await ed.get(`/desk/articles/${article_id}`)).text()).toContain('Beans for all');
  });

  test('shows what each section is for, and all answers with the story as in the mail before it is sent', async () => {
    const check = await robin.write();
    const { text } = await robin.get(check);
    for (const words of ['Beans for all', 'Robin Example', 'robin@example.org', 'Seeds', 'Send your story'])
      expect(text).toContain(words);
    const d = tokenIn(check);
    expect((await robin.get(`/submit/section?d=${d}`)).text).toContain('Tools and roofs.');
    const frame = await robin.get(`/submit/preview?d=${d}`);
    expect(frame.headers.get('content-security-policy')).toMatch(/^sandbox/);
    expect(frame.text).toContain('Sow <strong>beans</strong> in May.');
    expect((await robin.get(`/submit/story?d=${d}`)).text).toContain('6 words so far.');
  });

  test('keeps what is typed, right or not, and opens from a mailed link on another device', async () => {
    const email = 'later@example.org';
    const headline = await robin.journey('/submit', { ...ANSWERS.about, email });
    const wrong = await robin.post(headline, { headline: '', summary: 'Kept all the same.' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('There is a problem');
    expect(wrong.text).toContain('href="#headline"');
    expect((await robin.get(headline)).text).toContain('Kept all the same.');
    const saved = await robin.journey(headline, { headline: 'Half a', summary: '', do: 'later' });
    expect((await robin.get(saved)).text).toContain(email);
    expect(await notices(email)).toMatchObject([{ kind: 'story-link' }]);
    const row = await newest();
    expect(JSON.stringify([row, await notices(email)])).not.toContain(tokenIn(headline));
    const other = contributor(site, '198.51.100.7');
    const opened = await other.get(`/my-story/${tokenIn(headline)}`);
    expect(opened.status).toBe(303);
    expect(opened.headers.get('location')).toBe(`/submit/story?d=${tokenIn(headline)}`);
    expect((await other.get(`/submit/headline?d=${tokenIn(headline)}`)).text).toContain('value="Half a"');
  });

  test('asks for the description of a picture, and refuses what is none', async () => {
    const picture = await robin.journey(
      '/submit',
      ANSWERS.about,
      ANSWERS.headline,
      { body: 'Beans.' },
      { section: 'seeds' },
    );
    const upload = (bytes: Uint8Array<ArrayBuffer>, alt = '') => {
      const form = new FormData();
      form.set('file', new File([bytes], 'x.png', { type: 'image/png' }));
      form.set('alt', alt);
      return fetch(new URL(picture, site), {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    };
    const none = await upload(
      new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'A plan',
    );
    expect(none.status).toBe(400);
    expect(await none.text()).toContain('The file is not a picture that we can take');
    const bare = await upload(new Uint8Array(PNG));
    expect(bare.status).toBe(400);
    expect(await bare.text()).toContain('href="#alt"');
    // The file is kept: nothing is chosen twice.
    expect(await robin.journey(picture, { alt: 'Beans in a row' })).toContain('/submit/contact');
    const { picture: first } = (await newest()).fields;
    expect((await newest()).fields).toMatchObject({ alt: 'Beans in a row' });
    // A second one, which is moved before the first, and a third that goes again.
    const more = async (mark: string, at: number) => {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(PNG), mark], 'x.png', { type: 'image/png' }));
      const answers = { alt: 'Beans in a row', alt2: 'A pod', alt3: 'A pole', do: 'preview' };
      for (const [name, value] of Object.entries(answers).filter(
        ([name]) => name <= `alt${at}` || name === 'do',
      ))
        form.set(name, value);
      const headers = { 'sec-fetch-site': 'same-origin' };
      return fetch(new URL(picture, site), { method: 'POST', body: form, redirect: 'manual', headers });
    };
    expect((await more('2', 2)).headers.get('location')).toBe(picture);
    await more('3', 3);
    const page = (await robin.get(picture)).text;
    expect(page.match(/<img class="story-picture"/g)).toHaveLength(3);
    const words = { alt: 'Beans in a row', alt2: 'A pod', alt3: 'A pole' };
    await robin.post(picture, { ...words, do: 'picture-up-2' });
    const moved = { alt: 'A pod', alt2: 'Beans in a row', alt3: '' };
    expect((await robin.post(picture, moved)).status).toBe(400);
    expect(await robin.journey(picture, { ...moved, without3: 'picture' })).toContain('/submit/contact');
    expect((await newest()).fields).toMatchObject({
      alt: 'A pod',
      picture2: first,
      alt2: 'Beans in a row',
      picture3: '',
    });
  });

  test('is sent once, however often the button is pressed', async () => {
    const check = await robin.write({ headline: { headline: 'Once', summary: '' } });
    const [one, two] = await Promise.all([robin.post(check), robin.post(check)]);
    expect([one.status, two.status]).toEqual([303, 303]);
    const rows = await db.selectFrom('articles').select('id').where('headline', '=', 'Once').execute();
    expect(rows).toHaveLength(1);
    expect((await robin.get(check)).headers.get('location')).toBe(`/my-story/${tokenIn(check)}`);
  });

  test('takes nothing from other sites, from programs that fill in everything, or too often', async () => {
    const from = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await robin.post('/submit', ANSWERS.about, from)).status).toBe(403);
    const before = await newest();
    const bot = await robin.post('/submit', { ...ANSWERS.about, homepage: 'https://spam.example' });
    expect(bot.location).toBe('/submit');
    expect((await newest()).id).toBe(before.id);
    const flood = contributor(site, '192.0.2.77');
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        flood.post('/submit', { ...ANSWERS.about, email: `flood-${at}@example.org` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(9);
    expect((await robin.get('/submit/story?d=nothing')).status).toBe(404);
  });

  test('gives pasted text as Markdown', async () => {
    const answer = await fetch(`${site}/submit/paste`, {
      method: 'POST',
      body: '<p class="MsoNormal" onclick="x()">Sow <b>now</b>.<script>alert(1)</script></p>',
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(await answer.text()).toBe('Sow **now**.');
  });
});
