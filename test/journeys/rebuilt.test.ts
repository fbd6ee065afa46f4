import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editionNumber, movableClock } from '../../src/core/index.ts';
import { assembleEdition, draftSnapshot, importEditionFolder } from '../../src/editions/index.ts';
import { makeArticleShell } from '../../src/rendering/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { editor } from '../support/actors.ts';
import { startChromium } from '../support/chromium.ts';
import { freshDatabase } from '../support/database.ts';
import { signedInBrowser } from '../support/desk.ts';
import { servedWeb } from '../support/web.ts';

/** Another folder, and a browser with JavaScript too, by the environment: `REBUILT_FOLDER=… REBUILT_BOTH=1 npx vitest run test/journeys/rebuilt`. */
const FOLDER = process.env.REBUILT_FOLDER ?? new URL('../../sample/edition-07', import.meta.url).pathname;
const clock = movableClock(new Date('2026-11-27T09:00:00Z'));

type Fields = Record<string, string | undefined>;
type Section = { slug: string; label: string; description?: string; colour?: string };
type Article = { words: Fields; contact?: Fields; image?: Fields; links?: Fields[]; body: string };
type EditionPage = Fields & { number: number; sections: Section[] };

const readFile = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const edition = parse(readFile('edition.yaml')) as unknown as EditionPage;
const articles = readdirSync(FOLDER)
  .filter((name) => /^\d.*\.md$/.test(name))
  .sort()
  .map((name) => {
    const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFile(name)) ?? [];
    const { contact, image, links, ...words } = parse(front, { schema: 'failsafe' }) as Fields &
      Omit<Article, 'words' | 'body'>;
    return { words, contact, image, links, body: body.trim() } as Article;
  });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function fill(page: Page, fields: Fields): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    if (text !== undefined) await page.getByLabel(label, { exact: true }).fill(text);
}

async function addSection(page: Page, { label, description, colour }: Section): Promise<void> {
  await page.goto('/desk/sections');
  await fill(page, { Name: label, 'Description (optional)': description, 'Colour (optional)': colour });
  await press(page, 'Add the section');
  await page.getByText('The section is added').waitFor();
}

async function writeArticle(page: Page, article: Article, section: string): Promise<void> {
  await page.goto('/desk/articles/new');
  const { words, contact = {}, image = {}, links = [] } = article;
  await page.getByText('Links, date, language').click();
  await fill(page, {
    Headline: words.headline,
    Summary: words.summary,
    Story: article.body,
    Organisation: words.organisation,
    'Contact name': contact.name,
    'Contact role': contact.role,
    'Contact email': contact.email,
    'Contact telephone': contact.phone,
    'Contact web address': contact.url,
    'Words under the picture': image.caption,
    Date: words.published,
    Links: links.map(({ text, url }) => `${text} ${url}`).join('\n'),
  });
  await page.getByLabel('Section', { exact: true }).selectOption(section);
  if (image.file) {
    await page.getByLabel('Picture', { exact: true }).setInputFiles(join(FOLDER, image.file));
    await fill(page, { 'Describe the picture': image.alt });
  }
  await press(page, 'Save');
  await page.getByText('The article is saved.').waitFor();
  await press(page, 'Accept');
  await page.waitForURL(/accepted/);
}

test.each(process.env.REBUILT_BOTH ? [false, true] : [false])(
  'an edition written in the browser alone is that of its folder (script: %s)',
  async (javaScriptEnabled) => {
    const imported = { db: (await freshDatabase()).db, clock };
    await importEditionFolder(imported, FOLDER, editor());
    const number = editionNumber(Number(edition.number));
    await assembleEdition(imported, number, editor());

    const deps = { db: (await freshDatabase()).db, clock };
    const publicUrl = 'http://localhost';
    const site = await servedWeb(deps, { publicUrl });
    await makeArticleShell(deps, standardTheme.language, { publicUrl, theme: standardTheme });
    const { cookie } = await signedInBrowser(deps, site);
    const context = await (await startChromium()).newContext({ baseURL: site, javaScriptEnabled });
    await context.addCookies([
      { name: 'quarterly-session', value: cookie.slice(cookie.indexOf('=') + 1), url: site },
    ]);
    const page = await context.newPage();

    for (const section of edition.sections) await addSection(page, section);
    for (const article of articles) {
      const section = edition.sections.find(({ slug }) => slug === article.words.section);
      await writeArticle(page, article, section?.label ?? '');
    }
    await page.goto('/desk/editions');
    await fill(page, {
      'Edition number': String(edition.number),
      'Cover date': edition.cover,
      Title: edition.title,
      Strapline: edition.strapline,
      Preheader: edition.preheader,
      Welcome: readFile('welcome.md').trim(),
      Publisher: edition.publisher,
      'Mailbox for replies': edition.mailbox,
    });
    for (const { label } of edition.sections) await page.getByLabel(label, { exact: true }).check();
    await press(page, 'Save');
    await page.waitForURL(/done=planned/);
    await assembleEdition(deps, number, editor());
    const [made, wanted] = await Promise.all([draftSnapshot(deps, number), draftSnapshot(imported, number)]);
    expect({ ...made.snapshot, approvedAt: '' }).toEqual({ ...wanted.snapshot, approvedAt: '' });
    await context.close();
  },
);
