import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserServer, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { createArticle } from '../../src/articles/index.ts';
import { typedFrom } from '../../src/articles/typed.ts';
import { articleId, movableClock, sectionSlug } from '../../src/core/index.ts';
import { makeArticleShell } from '../../src/rendering/index.ts';
import { registerSections, requireSection } from '../../src/sections/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { signedInBrowser } from '../support/desk.ts';
import { launchChromiumServer } from '../support/launch-chromium.ts';
import { proxyTo } from '../support/proxy.ts';
import { servedWeb } from '../support/web.ts';

/** More of them by the environment: `TYPING_ROUNDS=50 npx vitest run test/journeys/typing`. */
const ROUNDS = Number(process.env.TYPING_ROUNDS ?? 3);
const KEY_MS = 60;
/** What may be lost with a browser that is killed. */
const LOST_MS = 2_000;

const publicUrl = 'http://localhost';
const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const { db } = await freshDatabase();
const deps = { db, clock };
const site = await servedWeb(deps, { publicUrl });
const proxy = await proxyTo(site);
afterAll(() => proxy.close());
let chromiumServer: BrowserServer | undefined;
afterAll(() => chromiumServer?.close());

async function articleToWrite(): Promise<number> {
  const on = { by: editor(), at: clock.now() };
  await registerSections(db, [{ slug: sectionSlug('seeds'), label: 'Seeds', description: '' }], on);
  await makeArticleShell(deps, standardTheme.language, { publicUrl, theme: standardTheme });
  const { id: sectionId } = await requireSection(db, 'seeds');
  const content = { sectionId, headline: 'Peas', summary: '', body: '', links: [] };
  return (await createArticle(deps, content, { by: editor(), how: 'command' })).article;
}

async function openedAt(path: string, session: string): Promise<Page> {
  chromiumServer ??= await launchChromiumServer(inject('chromium'));
  const browser = await chromium.connect(chromiumServer.wsEndpoint());
  const context = await browser.newContext({ baseURL: proxy.url });
  await context.addCookies([{ name: 'quarterly-session', value: session, url: proxy.url }]);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** What the server has, which another browser would show. */
async function keptOf(article: number): Promise<string> {
  const row = await db
    .selectFrom('working_copies')
    .select('fields')
    .where('article_id', '=', articleId(article))
    .executeTakeFirst();
  return typedFrom(row?.fields ?? {}).body;
}

/** Types marked letters one by one; `at` holds when each was typed. */
async function typeFor(page: Page, ms: number, text: { typed: string; at: number[] }): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const letter = 'abcdefghij'[text.typed.length % 10] ?? 'x';
    await page.keyboard.type(letter);
    text.typed += letter;
    text.at.push(performance.now());
    await delay(KEY_MS);
  }
}

async function comes(article: number, text: string): Promise<void> {
  const until = performance.now() + 60_000;
  while ((await keptOf(article)) !== text && performance.now() < until) await delay(100);
  expect(await keptOf(article)).toBe(text);
}

type Fault = { name: string; begin(): void };
/** A web that restarts, and a network that drops what passes; both end by themselves. */
const FAULTS: Fault[] = [
  { name: 'web down', begin: () => proxy.refuse() },
  { name: 'network silent', begin: () => proxy.swallow() },
];

test('what is typed is lost with a killed browser alone, and of that at most the last two seconds', {
  timeout: 120_000 + ROUNDS * 60_000,
}, async () => {
  const article = await articleToWrite();
  const { cookie } = await signedInBrowser(deps, site);
  const session = cookie.slice(cookie.indexOf('=') + 1);
  const open = () => openedAt(`/desk/articles/${article}`, session);
  let page = await open();
  const lost: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const story = page.getByLabel('Story');
    await story.fill('');
    await comes(article, '');
    await story.focus();
    const text = { typed: '', at: [] as number[] };
    await typeFor(page, 700 + (round % 5) * 400, text);
    const fault = FAULTS[round % 3];
    if (fault) {
      fault.begin();
      await typeFor(page, 1_200, text);
      proxy.passAgain();
      await comes(article, text.typed);
      continue;
    }
    const killed = performance.now();
    chromiumServer?.process().kill('SIGKILL');
    chromiumServer = undefined;
    // What was under way when it was killed.
    await delay(500);
    const kept = await keptOf(article);
    expect(text.typed.startsWith(kept), `kept “${kept}” of “${text.typed}”`).toBe(true);
    lost.push(killed - (text.at[kept.length] ?? killed));
    page = await open();
    expect(await page.getByLabel('Story').inputValue()).toBe(kept);
  }
  if (process.env.TYPING_ROUNDS)
    console.info(`killed ${lost.length} times; lost at most ${Math.round(Math.max(0, ...lost))} ms`);
  expect(Math.max(0, ...lost)).toBeLessThan(LOST_MS);
  await page.context().browser()?.close();
});
