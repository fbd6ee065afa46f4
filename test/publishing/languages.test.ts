import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { correctArticle, lastChange, publishEdition } from '../../src/publishing/index.ts';
import { article, EDITION, put } from '../editions/folders.ts';
import { languageAt } from '../rendering/spoken.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';
import { readHtml } from '../support/html.ts';
import { sentEdition } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

const clock = movableClock(new Date('2031-05-01T09:00:00Z'));
const by = editor('editor@example.org');

const WELSH = { headline: 'Ffa a phys', summary: 'Hadau i bawb', language: 'cy' };
const ARABIC = {
  headline: 'بذور للجميع',
  section: 'sheds',
  summary: 'كل ما تزرعه في الربيع',
};
const PLAIN = { headline: 'Leeks', section: 'sheds', summary: 'Sow in spring' };

let db: Awaited<ReturnType<typeof freshDatabase>>['db'];
let get: (path: string) => Promise<string>;

beforeAll(async () => {
  ({ db } = await freshDatabase());
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-languages-'));
  put(dir, {
    'welcome.md': 'Hello.\n',
    'edition.yaml': `${EDITION.replace('Sheds', 'Siediau')}    language: cy\n`,
    '01-beans.md': article(WELSH, 'Heuwch yn gynnar.'),
    '02-arabic.md': article(ARABIC, 'ازرع مبكراً.\n\nSow early, says the English note.'),
    '03-leeks.md': article(PLAIN, 'Sow early.'),
  });
  const edition = await sentEdition({ db, clock }, dir);
  rmSync(dir, { recursive: true });
  await publishEdition({ db, clock }, edition);
  const web = await servedWeb({ db, clock }, { publicUrl: 'https://bulletin.example.org' });
  get = async (path) => (await fetch(`${web}${path}`)).text();
});

const spoken = (html: string, words: string) => new Set(languageAt(html, words));

describe('words in another language say so', () => {
  test.each(['/', '/editions/31', '/sections/seeds', '/search?q=hadau', '/feed.xml'])(
    'on %s',
    async (path) => {
      const response = await get(path);
      if (path !== '/feed.xml') expect(spoken(response, 'Ffa a phys')).toEqual(new Set(['cy']));
      else expect(response).toMatch(/Ffa a phys.*?<dc:language>cy<\/dc:language>/s);
    },
  );

  test('where a section is named', async () => {
    for (const path of [
      '/',
      '/editions',
      '/editions/31',
      '/sections/sheds',
      '/search?q=leeks',
      '/feeds',
      '/subscribe',
    ])
      expect(spoken(await get(path), 'Siediau'), path).toEqual(new Set(['cy']));
  });

  test('an article of the section is in its language, but for one whose letters are of another', async () => {
    const page = await get('/editions/31/leeks');
    expect(spoken(page, 'Sow early.')).toEqual(new Set(['cy']));
    expect(spoken(page, 'بذور للجميع')).toEqual(new Set(['ar']));
    const arabic = readHtml(await get('/sections/sheds')).elements.find(
      ({ name, text }) => name === 'li' && text.includes('بذور للجميع'),
    );
    expect(arabic?.attributes).toEqual({ dir: 'rtl', lang: 'ar' });
  });

  test('in Atom and JSON Feed', async () => {
    expect(await get('/feed.atom')).toMatch(/<entry xml:lang="cy"><id>[^<]*<\/id><title>Ffa a phys</);
    const { items } = JSON.parse(await get('/feed.json'));
    expect(items.map(({ title, language }: Record<string, string>) => [title, language])).toEqual([
      ['Ffa a phys', 'cy'],
      ['بذور للجميع', undefined],
      ['Leeks', 'cy'],
    ]);
    expect(items[1].content_html).toMatch(/^<div dir="rtl" lang="ar">/);
    expect(items[1].content_html).toContain('<p dir="ltr">Sow early, says the English note.</p>');
  });
});

test('a correction’s note, and what tells of it, is in the article’s language', async () => {
  const edition = 31 as Parameters<typeof lastChange>[1]['edition'];
  const correct = (article: string, note: string, summary: string) =>
    correctArticle({ db, clock, queue: bell() }, { edition, article, content: { summary }, note, by });
  await correct('ffa-a-phys', 'Hadau oedd ar goll.', 'Hadau i bob un');
  const arabic = /\/editions\/31\/(b[\w-]+)/.exec(await get('/editions/31'))?.[1] ?? '';
  await correct(arabic, 'سقطت كلمة من الملخص.', 'كل ما تزرعه في الربيع والصيف');
  await expect.poll(() => get('/editions/31/ffa-a-phys'), { timeout: 60_000 }).toContain('oedd ar goll');
  expect(spoken(await get('/editions/31/ffa-a-phys'), 'Hadau oedd ar goll.')).toEqual(new Set(['cy']));
  expect(await get('/feed.xml')).toContain('&lt;span lang="cy"&gt;Hadau oedd ar goll.&lt;/span&gt;');
  // Its element is Arabic already, for its letters.
  expect(await get(`/editions/31/${arabic}`)).toMatch(/<\/strong> سقطت كلمة من الملخص\./);
  const welsh = await lastChange(db, { edition, article: 'ffa-a-phys' });
  expect(welsh.content).toMatchObject({ note: 'Hadau oedd ar goll.', language: 'cy' });
});

test('a language is corrected, and the correction says so', async () => {
  const request = {
    edition: 31,
    article: 'leeks',
    content: { language: 'en-GB' },
    note: 'It is English.',
    by,
  };
  await correctArticle({ db, clock, queue: bell() }, { ...request, edition: request.edition as never });
  await expect
    .poll(async () => spoken(await get('/editions/31/leeks'), 'Sow early.'), { timeout: 60_000 })
    .toEqual(new Set(['en-GB']));
  expect(await get('/editions/31/leeks')).toMatch(/Language.*<ins>.*British English \(en-GB\)/s);
  expect(spoken(await get('/search?q=leeks'), 'Sow in spring')).toEqual(new Set(['en-GB']));
});
