import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createArticle, declineArticle, saveArticle } from '../../../src/articles/index.ts';
import { startSending } from '../../../src/compose/runs.ts';
import { type Database, editionNumber, type VersionContent } from '../../../src/core/index.ts';
import { importEditionFolder } from '../../../src/editions/index.ts';
import { makeArticleShell } from '../../../src/rendering/index.ts';
import { requireSection } from '../../../src/sections/index.ts';
import { importSubscribers } from '../../../subscribers/index.ts';
import { standardTheme } from '../../../templates/theme.ts';
import { VECTORS } from '../../rendering/hostile.ts';
import { editor } from '../../support/actors.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { openEditorial } from '../../support/editorial.ts';
import { readHtml } from '../../support/html.ts';
import { publishedSample } from '../../support/publish.ts';
import { wrongWith } from './inert.ts';

/** Others by the environment: `HOSTILE_ROUNDS=25 npx vitest run test/web/desk/hostile-desk`. */
const ROUNDS = Number(process.env.HOSTILE_ROUNDS ?? 1);

/** Each as it is, and as it would break out of an attribute, a text area, a comment, a script, or come in by a second decoding. */
const BREAKS: readonly ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `">${vector}`,
  (vector) => `'>${vector}`,
  (vector) => `</textarea></title></style></select></script>${vector}`,
  (vector) => `-->${vector}<!--`,
  (vector) => encodeURIComponent(vector),
  (vector) => vector.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (vector) => vector.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
  (vector) => `\u2028${vector.toUpperCase()}`,
  (vector) => `${vector}\u202e\ufeff${vector}`,
];
const ALL = VECTORS.flatMap((vector) => BREAKS.map((broken) => broken(vector)));

/** Columns that hold what people wrote, or what was said by somebody else's program; with what a value of them is made of. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  sections: ['label', 'description'],
  articles: ['headline', 'summary', 'body', 'organisation', 'decline_reason'],
  article_versions: ['words'],
  article_notes: ['words'],
  article_proposals: ['headline', 'summary', 'body'],
  editions: ['cover', 'title', 'strapline', 'preheader', 'publisher', 'welcome', 'approved_by'],
  people: ['name'],
  subscribers: ['name', 'organisation', 'consent_source'],
  feeds: ['title', 'message', 'etag'],
  actions: ['error'],
  flow_runs: ['reason', 'acknowledged_words'],
  approvals: ['words', 'alone_reason'],
  approval_links: ['name'],
  send_backs: ['words'],
  reopenings: ['reason'],
  takedowns: ['reason', 'notice'],
  corrections: ['note'],
  hindrances: ['reason'],
  outages: ['reason'],
  notices: ['reason', 'reported'],
  reader_imports: ['file_name', 'error'],
  reader_import_rows: ['address', 'reason'],
};
/** Where a code stands beside the words, the words are for rows of before there were codes. */
const CODED = ['actions', 'flow_runs', 'hindrances', 'notices'];
/** Objects of which every string is somebody's; names and types of an actor are codes. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  articles: ['contact', 'links', 'notes'],
  acts: ['params'],
  actions: ['inputs', 'outputs'],
};

const evil = (value: unknown, next: () => string): unknown => {
  if (typeof value === 'string') return next();
  if (Array.isArray(value)) return value.map((one) => evil(one, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, evil(one, next)]));
};

/** Overwrites what stands in the database, past every door and rule: whatever a page prints may be this. */
async function poison(db: Database, next: () => string): Promise<number> {
  let written = 0;
  await db.transaction().execute(async (tx) => {
    // No triggers and no keys: also what is append-only.
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    for (const table of new Set([...Object.keys(WRITTEN), ...Object.keys(OBJECTS)])) {
      const { rows } = await sql<Record<string, unknown> & { place: string }>`
        SELECT ctid::text AS place, * FROM ${sql.table(table)}`.execute(tx);
      for (const row of rows) {
        const words = (WRITTEN[table] ?? []).map((column) => sql`${sql.ref(column)} = ${next()}`);
        const objects = (OBJECTS[table] ?? [])
          .filter((column) => row[column] !== null)
          .map((column) => sql`${sql.ref(column)} = ${JSON.stringify(evil(row[column], next))}::jsonb`);
        const coded = CODED.includes(table) ? [sql`reason_code = NULL`, sql`reason_params = NULL`] : [];
        await sql`UPDATE ${sql.table(table)} SET ${sql.join([...words, ...objects, ...coded])}
          WHERE ctid = ${row.place}::tid`.execute(tx);
        written += words.length + objects.length;
      }
    }
  });
  return written;
}

const publicUrl = 'https://bulletin.example.org';
const SAMPLE = new URL('../../../sample/edition-07', import.meta.url).pathname;
const number = editionNumber(7);

/** Something of everything that the desk shows, and a browser of somebody who may see it all. */
async function everything() {
  const house = await openEditorial(new Date('2026-11-27T09:00:00Z'), { PUBLIC_URL: publicUrl });
  const { app } = house;
  const by = editor('kim@example.org');
  const who = await signedInBrowser(app, house.site, { name: 'Ed', roles: ['admin', 'approver', 'editor'] });
  await publishedSample(app, 'edition-06');
  await importEditionFolder(app, SAMPLE, by);
  await makeArticleShell(app, standardTheme.language, { publicUrl, theme: standardTheme });
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-hostile-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const list = join(folder, 'list.csv');
  writeFileSync(
    list,
    'email,name,organisation,sections\nann@example.org,Ann,Council,*\nbob@example.org,Bob,Police,communities\n',
  );
  await importSubscribers({ ...app, by }, list);
  const { id: sectionId } = await requireSection(app.db, 'communities');
  const content: VersionContent = {
    sectionId,
    headline: 'Seeds',
    summary: 'Few',
    body: 'Sow.',
    organisation: 'Council',
    contact: { name: 'Ann', email: 'ann@example.org', url: 'https://example.org/' },
    links: [{ text: 'More', url: 'https://example.org/more' }],
  };
  const { article } = await createArticle(app, content, { by, how: 'command', words: 'first' });
  const later = {
    content: { ...content, body: 'Sow now.' },
    base: 1,
    writer: { by, how: 'desk', words: 'now' } as const,
  };
  await saveArticle(app, article, later);
  await declineArticle(app, article, { reason: 'Too late', by });
  await startSending(app, { edition: number, by });
  await house.settle();
  await who.post('/desk/editions/7/approval', {
    do: 'ask',
    words: 'Please',
    email: 'guest@example.org',
    called: 'Guest',
  });
  await house.settle();
  return { ...house, who };
}

/** Every page of the desk that a link of another leads to. Those of the site are held by `test/rendering/inert`. */
async function crawled(who: Awaited<ReturnType<typeof everything>>['who'], starts: string[]) {
  const pages = new Map<string, { status: number; html: string }>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (pages.has(path) || pages.size > 400) continue;
    const answer = await who.get(path);
    const html = /html/.test(answer.headers.get('content-type') ?? '') ? await answer.text() : '';
    pages.set(path, { status: answer.status, html });
    for (const { name, attributes } of readHtml(html).elements) {
      const address = name === 'a' || name === 'iframe' ? (attributes.href ?? attributes.src) : undefined;
      if (address && /^\/desk(?!\/sign-out)(?:[/?#]|$)/.test(address))
        waiting.push(address.replace(/#.*/s, ''));
    }
  }
  return pages;
}

test('whatever stands in the database is inert on every page of the desk', async () => {
  const { app, who } = await everything();
  const paths = ['/desk', '/desk/audit', '/desk/editions/7/check'];
  const before = await crawled(who, paths);
  const broken = [...before]
    .filter(([, { status }]) => status >= 400)
    .map(([path, { status }]) => `${path} ${status}`);
  expect(broken, 'links of the desk that lead nowhere').toEqual([]);
  expect(before.size).toBeGreaterThan(60);
  let at = 0;
  const next = () => ALL[at++ % ALL.length] ?? '';
  for (let round = 0; round < ROUNDS; round += 1) {
    await poison(app.db, next);
    const found: string[] = [];
    const pages = await crawled(who, [...before.keys()]);
    for (const [path, { status, html }] of pages) {
      if (status >= 500) found.push(`${path} ${status}`);
      const wrong = readHtml(html).elements.flatMap(wrongWith);
      // Charts of our own are `svg` too.
      const own = readHtml(before.get(path)?.html ?? '').elements.flatMap(wrongWith);
      if (wrong.length > own.length) found.push(`${path}: ${wrong}`);
    }
    expect(found, `after ${at} vectors on ${pages.size} pages`).toEqual([]);
  }
  expect(at).toBeGreaterThan(200);
});
