import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { editionNumber } from '../../src/core/index.ts';
import { makeArticleShell } from '../../src/rendering/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { signedInBrowser } from '../../test/support/desk.ts';
import { fillDesk } from './desk-rows.ts';
import { uploadHostile } from './desk-upload.ts';
import { publishedWeb } from './published.ts';

// Server time of each page of the desk in a large installation, of the preview after a key (keeping what is typed and printing it as it
// stands in the mail), and of other pages while hostile files are uploaded. Times depend on the machine and are only printed, beside
// those of a page that asks nothing of the database; the bar is 200 ms at the 95th of 100, 500 for the preview.
const ROUNDS = Number(process.env.ROUNDS ?? 100);
const PUBLIC_URL = 'https://bulletin.example.org';

const { web, db, clock, close } = await publishedWeb([], { flows: true });
const server = createServer(getRequestListener(web.fetch));
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ed = await signedInBrowser({ db, clock }, site, { roles: ['admin', 'approver', 'editor'] });

await fillDesk(db);
for (const language of ['en', 'en-GB', standardTheme.language])
  await makeArticleShell({ db, clock }, language, { publicUrl: PUBLIC_URL, theme: standardTheme });
const { id } = await db
  .selectFrom('articles')
  .select('id')
  .where('headline', '=', 'Story 7 of the allotments')
  .executeTakeFirstOrThrow();
const { id: reader } = await db
  .selectFrom('subscribers')
  .select('id')
  .where('email', '=', 'filled-50000@council-0.example.org')
  .executeTakeFirstOrThrow();
const { id: run } = await db
  .selectFrom('flow_runs')
  .select('id')
  .where('edition_number', '=', editionNumber(124))
  .executeTakeFirstOrThrow();

const words = Array.from({ length: 300 }, (_, at) => `word${at}`).join(' ');
const typed = { headline: 'Story', summary: '', section: 'education', base: '1' };
const pages: Record<string, string> = {
  home: '/desk',
  'list of articles': '/desk/articles',
  'one article': `/desk/articles/${id}`,
  editions: '/desk/editions',
  'one edition': '/desk/editions/7',
  'preview of an edition': '/desk/editions/7/preview',
  check: '/desk/editions/7/check',
  approval: '/desk/editions/7/approval',
  send: '/desk/editions/7/send',
  report: '/desk/editions/7/report',
  subscribers: '/desk/subscribers',
  'subscribers, suppressed': '/desk/subscribers?state=suppressed',
  'subscribers, far back': '/desk/subscribers?before=500',
  'one subscriber': `/desk/subscribers/${reader}`,
  import: '/desk/subscribers/import',
  sections: '/desk/sections',
  feeds: '/desk/feeds',
  people: '/desk/people',
  settings: '/desk/settings',
  record: '/desk/audit',
  flows: '/desk/flows',
  'runs of twelve years': '/desk/flows/edition/runs',
  'one run': `/desk/runs/${run}`,
  'record, one kind': '/desk/audit?what=edition.reopened&number=7',
};
// The pages named, or all of them: `ONLY='report;send' npm run bench:desk`.
const only = process.env.ONLY?.split(';');
const steps: Record<string, (round: number) => Promise<unknown>> = {
  ...Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, () => read(path)])),
  'list of articles, by words': (round) => read(`/desk/articles?q=story+${round}`),
  'subscribers, by a part that few have': (round) => find(`d-${round}77@`),
  'subscribers, by a part that nobody has': (round) => find(`nobody-${round}`),
  'subscribers, the first look after a change': async () => {
    await sql`INSERT INTO consents (subscriber_id, at, event, source) VALUES (${reader}, now(), 'link asked', 'desk')`.execute(
      db,
    );
    await read('/desk/subscribers');
  },
  'preview after a key': async (round) => {
    await ed.post(`/desk/articles/${id}/copy`, { ...typed, body: `${words} ${round}` });
    await read(`/desk/articles/${id}/preview`);
  },
};

async function read(path: string): Promise<void> {
  await whole(await ed.get(path), path);
}

const find = async (q: string) => whole(await ed.post('/desk/subscribers', { q }), 'the search');

async function whole(answer: Response, of: string): Promise<void> {
  if (answer.status !== 200) throw new Error(`${of} answered ${answer.status}.`);
  await answer.text();
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};
const grownSince = (rss: number) => Math.max(0, Math.round((process.memoryUsage.rss() - rss) / 2 ** 20));

const at = (times: number[], share: number) =>
  `${([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;

for (const [name, step] of Object.entries(steps)) {
  if (only && !only.includes(name)) continue;
  const before = process.memoryUsage.rss();
  const [times, control] = [[] as number[], [] as number[]];
  for (let round = -5; round < ROUNDS; round += 1) {
    const [one, beside] = [await timed(() => step(round)), await timed(() => read('/health/live'))];
    if (round >= 0) times.push(one);
    if (round >= 0) control.push(beside);
  }
  console.log(
    `${name}: median ${at(times, 0.5)}, p95 ${at(times, 0.95)} (control ${at(control, 0.95)}), grown by ${grownSince(before)} MB`,
  );
}
for (const { name, times, grown } of only ? [] : await uploadHostile({ site, ed, read }))
  console.log(`while ${name} is uploaded: p99 ${at(times, 0.99)} of ${times.length}, grown by ${grown} MB`);
server.close();
server.closeAllConnections();
await close();
