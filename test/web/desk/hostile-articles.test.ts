import { expect, test } from 'vitest';
import {
  acceptArticle,
  addNote,
  createArticle,
  declineArticle,
  saveArticle,
} from '../../../src/articles/index.ts';
import { type Actor, movableClock, sectionSlug, type VersionContent } from '../../../src/core/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { registerSections, requireSection } from '../../../src/sections/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { VECTORS } from '../../rendering/hostile.ts';
import { editor } from '../../support/actors.ts';
import { freshDatabase } from '../../support/database.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { readHtml } from '../../support/html.ts';
import { servedWeb } from '../../support/web.ts';
import { wrongWith } from './inert.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const publicUrl = 'https://bulletin.example.org';

const evil = (text: string, sectionId: VersionContent['sectionId']): VersionContent => ({
  sectionId,
  headline: text,
  summary: text,
  body: `${text}\n\n[x](javascript:hit())`,
  organisation: text,
  contact: { name: text, role: text, email: text, phone: text, url: 'javascript:hit()' },
  links: [{ text, url: 'javascript:hit()' }],
});

test('what an attacker has written in any field is inert on every page of articles', async () => {
  const { db } = await freshDatabase();
  const deps = { db, clock };
  const site = await servedWeb(deps);
  const ed = await signedInBrowser(deps, site, { name: VECTORS[0] ?? '' });
  const kim: Actor = editor('kim@example.org');
  const sections = [{ slug: sectionSlug('seeds'), label: VECTORS[1] ?? '', description: VECTORS[8] ?? '' }];
  await registerSections(db, sections, { by: kim, at: clock.now() });
  const { id: seeds } = await requireSection(db, 'seeds');
  await makeArticleShell(deps, standardTheme.language, { publicUrl, theme: standardTheme });

  const pages = ['/desk/articles', '/desk/articles?q=%3Csvg%20onload%3Dhit()%3E&section=%22%3E%3Cscript%3E'];
  const size = Math.ceil(VECTORS.length / 6);
  for (let at = 0; at < VECTORS.length; at += size) {
    const text = VECTORS.slice(at, at + size).join(' ');
    const { article } = await createArticle(deps, evil(text, seeds), {
      by: kim,
      how: 'command',
      words: text,
    });
    const typed = {
      headline: text,
      body: text,
      summary: text,
      section: text,
      picture: text,
      alt: text,
      links: text,
    };
    await ed.post(`/desk/articles/${article}/copy`, { ...typed, contactUrl: 'javascript:hit()', base: '1' });
    const later = {
      content: evil(`${text} x`, seeds),
      base: 1,
      writer: { by: kim, how: 'desk', words: text } as const,
    };
    await saveArticle(deps, article, later);
    await addNote(deps, article, { words: text.slice(0, 4_000), by: kim });
    await declineArticle(deps, article, { reason: text.slice(0, 4_000), by: kim });
    await acceptArticle(deps, article, kim);
    const own = ['', '/versions/2', '/conflict', '/preview'].map(
      (rest) => `/desk/articles/${article}${rest}`,
    );
    pages.push(...own, `/desk/articles/together?do=decline&id=${article}`);
  }
  const found: string[] = [];
  for (const page of pages) {
    const answer = await ed.get(page);
    expect(answer.status, page).toBe(200);
    const { elements } = readHtml(await answer.text());
    found.push(...elements.flatMap(wrongWith).map((what) => `${page}: ${what}`));
  }
  expect(found).toEqual([]);
});
