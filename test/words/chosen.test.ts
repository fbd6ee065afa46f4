import { beforeAll, describe, expect, test } from 'vitest';
import { servedWeb } from '../support/web.ts';
import { type Readers, readers } from '../web/readers/readers.ts';
import { browser } from '../web/readers/wire.ts';
import { greekArchive } from './greek-archive.ts';
import { plainWords, spokenTexts } from './plain-words.ts';

const email = 'anagnostis@example.org';
let archive: Awaited<ReturnType<typeof greekArchive>>;
let people: Readers;
let web: ReturnType<typeof browser>;

beforeAll(async () => {
  archive = await greekArchive();
  people = readers(archive);
  const config = { bulletinName: 'Κοινό', languages: ['en', 'cy', 'en-XA'] as const };
  web = browser(await servedWeb(archive, config));
});

/** Other languages are called by their own names. */
const ours = (html: string) =>
  spokenTexts(html.replace(/<(\w+)[^>]* lang="(?:en-GB|cy|en-XA)"[^>]*>[^<]*<\/\1>/g, '')).flatMap(
    plainWords,
  );
const langOf = (html: string) => /<html lang="([^"]+)"/.exec(html)?.[1];
const held = () =>
  archive.db
    .selectFrom('subscribers')
    .select(['id', 'language', 'link_version'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow();

describe('a reader of a publication in several languages', () => {
  test('signs up in one of them, page by page, and agrees in its words', async () => {
    const pages: string[] = [];
    const open = async (path: string) => {
      const { text, status } = await web.get(path);
      expect([status, langOf(text), ours(text)]).toEqual([200, 'en-XA', []]);
      pages.push(text);
      return path;
    };
    const answer = async (path: string, fields: Record<string, string>) => {
      if (!path.includes('/check')) {
        const wrong = await web.post(path, { sections: 'none', email: 'x', name: 'ν'.repeat(300) });
        expect([wrong.status, langOf(wrong.text), ours(wrong.text)]).toEqual([400, 'en-XA', []]);
      }
      const { location } = await web.post(path, fields);
      return open(location ?? '');
    };
    const first = await open('/en-XA/subscribe');
    const second = await answer(first, { sections: 'all' });
    const third = await answer(second, { email });
    expect(pages.at(-1)).toMatch(/value="en-XA"[^>]* checked/);
    const check = await answer(third, { name: '', organisation: '', language: 'en-XA' });
    // But for those that lead to the same page in another language.
    const ways = [
      ...(await web.get(check)).text.matchAll(/<a (?![^>]*hreflang)[^>]*href="([^"]*\?a=[^"]+)"/g),
    ];
    expect(ways.length).toBeGreaterThan(3);
    for (const [, way = ''] of ways) expect(way).toMatch(/^\/en-XA\/subscribe/);
    expect(await answer(check, {})).toMatch(/^\/en-XA\/subscribe\/sent/);
    expect(await held()).toMatchObject({ language: 'en-XA' });
    const { id } = await held();
    expect(
      await archive.db
        .selectFrom('consents')
        .select(['event', 'wording', 'language'])
        .where('subscriber_id', '=', id)
        .execute(),
    ).toEqual([{ event: 'asked', wording: 'sign-up/1', language: 'en-XA' }]);
  });

  test('finds each page that a link opens in it, and in another where that is named', async () => {
    const { token } = await people.newest('confirm-subscription', email);
    const confirm = await web.get(`/confirm/${token}`);
    expect([langOf(confirm.text), ours(confirm.text)]).toEqual(['en-XA', []]);
    const welsh = await web.get(`/cy/confirm/${token}`);
    expect(langOf(welsh.text)).toBe('cy');
    expect(welsh.text).toContain('Cadarnhau fy nhanysgrifiad');
    expect(welsh.text).toMatch(/<a href="\/en\/confirm\/[^"]+" lang="en-GB" hreflang="en-GB">\s*English/);
    const done = await web.post(`/cy/confirm/${token}`);
    expect(done.text).toContain('Rydych wedi tanysgrifio');
    const { preferencesToken, unsubscribeToken } = await people.newest('welcome', email);
    for (const path of [
      `/preferences/${preferencesToken}`,
      ...['sections', 'about', 'format', 'language', 'pause', 'address', 'copy', 'delete'].map(
        (part) => `/preferences/${preferencesToken}/${part}`,
      ),
      `/unsubscribe/${unsubscribeToken}`,
      `/unsubscribe/${unsubscribeToken}/keep`,
      '/en-XA/preferences',
      '/en-XA/submit',
      '/en-XA/privacy',
      '/en-XA/accessibility',
    ]) {
      const { text, status } = await web.get(path);
      expect([path, status, langOf(text), ours(text)]).toEqual([path, 200, 'en-XA', []]);
    }
    const broken = await web.get('/en-XA/preferences/broken');
    expect([broken.status, langOf(broken.text), ours(broken.text)]).toEqual([404, 'en-XA', []]);
  });

  test('chooses another in the preferences, which then speak it', async () => {
    const { preferencesToken } = await people.newest('welcome', email);
    const page = `/preferences/${preferencesToken}`;
    expect((await web.post(`${page}/language`, { language: 'fr' })).status).toBe(400);
    const { location } = await web.post(`${page}/language`, { language: 'cy' });
    expect(location).toBe(`/cy${page}?saved=language`);
    const saved = await web.get(location ?? '');
    expect(saved.text).toContain('Mae eich iaith wedi’i chadw');
    expect(saved.text).toMatch(/<span lang="cy">Cymraeg<\/span>/);
    expect(langOf((await web.get(page)).text)).toBe('cy');
    expect(langOf((await web.get(`/en${page}`)).text)).toBe('en-GB');
    expect(await held()).toMatchObject({ language: 'cy' });
  });

  test('and search engines learn of the pages that everybody may open', async () => {
    const { text } = await web.get('/cy/subscribe');
    expect(text).toContain('Pa adrannau hoffech chi eu cael?');
    expect(text).toMatch(/class="site-header__name" href="[^"]*" lang="en-GB"/);
    expect(text).toContain('<link rel="canonical" href="https://bulletin.example.org/cy/subscribe"/>');
    expect(text).toContain(
      '<link rel="alternate" hreflang="en-GB" href="https://bulletin.example.org/subscribe"/>',
    );
  });
});

test('a publication in one language asks nobody, and has no such address', async () => {
  const one = browser(await servedWeb(archive));
  expect((await one.get('/cy/subscribe')).status).toBe(404);
  const about = await one.journey('/subscribe', { sections: 'all' }, { email: 'allos@example.org' });
  const { text } = await one.get(about);
  expect(text).not.toContain('name="language"');
  expect(text).not.toContain('hreflang');
});
