import { beforeAll, expect, test } from 'vitest';
import { type Database, editionNumber, movableClock } from '../../../src/core/index.ts';
import {
  approveEdition,
  assembleEdition,
  draftSnapshot,
  importEditionFolder,
} from '../../../src/editions/index.ts';
import { editor } from '../../support/actors.ts';
import { bell } from '../../support/bell.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;
const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
const number = editionNumber(7);
let db: Database;
let ed: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  ed = await signedInBrowser({ db, clock }, await servedWeb({ db, clock }));
  await importEditionFolder({ db, clock }, SAMPLE, editor());
  await assembleEdition({ db, clock }, number, editor());
});

const html = async (path: string) => (await ed.get(path)).text();
const contentIn = (text: string) => /<code>([0-9a-f]{64})<\/code>/.exec(text)?.[1];
const print = '/desk/editions/7/print';

test('an edition that nobody has approved is printed whole, as a draft, with a box to sign', async () => {
  const shown = await html(print);
  const { snapshot } = await draftSnapshot({ db, clock }, number);
  for (const { label, articles } of snapshot.sections) {
    expect(shown).toContain(`<h2>${label}</h2>`);
    for (const { headline } of articles) expect(shown.replaceAll('&#39;', "'")).toContain(headline);
  }
  expect(shown.match(/<h1/g)).toHaveLength(1);
  expect(shown).toContain('DRAFT, not approved');
  expect(shown).toContain(snapshot.cover);
  expect(shown).toContain('aria-label="Welcome"');
  expect(shown).toContain('I have read edition 7 as it is printed here.');
  expect(shown).toContain('Printed on 27 November 2026 at 09:00.');
  expect(shown).not.toContain('<nav');
  // The same at each look, until a letter is changed; and as the page says on which it is approved.
  clock.set(new Date('2026-11-27T09:05:00Z'));
  const content = contentIn(shown);
  expect(content).toBeDefined();
  expect(contentIn(await html(print))).toBe(content);
  expect(await html('/desk/editions/7/approval')).toContain(content ?? 'none');
  const sheet = /href="([^"]*sheets\.css[^"]*)"/.exec(shown)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const css = await ed.get(sheet);
  expect(css.headers.get('content-type')).toMatch(/^text\/css/);
  expect(await css.text()).toContain(`Edition 7 · DRAFT, not approved · ${content?.slice(0, 12)}`);
  expect((await ed.get(`${print}/sheets.css?content=%22%7D*`)).status).toBe(404);
  for (const page of ['/desk/editions/7', '/desk/editions/7/approval'])
    expect(await html(page)).toContain(`href="${print}"`);
  await db.updateTable('articles').set({ summary: 'Other words.' }).execute();
  expect(contentIn(await html(print))).not.toBe(content);
});

test('an approved one says so, and by whom; one that is not there is not found', async () => {
  await approveEdition({ db, clock, queue: bell() }, number, editor('ann@example.org'));
  const shown = await html(print);
  expect(shown).not.toContain('DRAFT');
  expect(shown).toContain('As approved');
  expect(shown).toContain('on 27 November 2026 at 09:05.');
  expect((await ed.get('/desk/editions/99/print')).status).toBe(404);
});
