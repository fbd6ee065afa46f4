import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import { makeArticleShell } from '../../src/rendering/index.ts';
import { standardTheme } from '../../templates/theme.ts';
import { signedInBrowser } from '../../test/support/desk.ts';
import { publishedWeb } from './published.ts';

// Server time of the desk's articles with 2,000 of them, and of the preview after a key: keeping what is typed and printing it as it
// stands in the mail. Times depend on the machine and are only printed; the bar is 200 ms, for the preview 500, at the 95th of 100.
const ROUNDS = 100;
const ARTICLES = 2_000;
const PUBLIC_URL = 'https://bulletin.example.org';

const { web, db, clock, close } = await publishedWeb();
const server = createServer(getRequestListener(web.fetch));
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const ed = await signedInBrowser({ db, clock }, site);

await sql`INSERT INTO articles (slug, section_id, state, headline, summary, body, source, created_at, updated_at)
  SELECT 'story-' || n, (SELECT min(id) FROM sections), (ARRAY['submitted','accepted','declined'])[1 + n % 3],
    'Story ' || n || ' of the allotments', 'What it says in short.',
    (SELECT string_agg(md5((n * 1000 + k)::text), ' ' ORDER BY k) FROM generate_series(1, 300) k), 'desk', now(), now()
  FROM generate_series(1, ${ARTICLES}) n`.execute(db);
await sql`ANALYZE`.execute(db);
for (const language of ['en', 'en-GB', standardTheme.language])
  await makeArticleShell({ db, clock }, language, { publicUrl: PUBLIC_URL, theme: standardTheme });
const { id } = await db
  .selectFrom('articles')
  .select('id')
  .where('headline', '=', 'Story 7 of the allotments')
  .executeTakeFirstOrThrow();

const words = Array.from({ length: 300 }, (_, at) => `word${at}`).join(' ');
const typed = { headline: 'Story', summary: '', section: 'education', base: '1' };
const steps: Record<string, (round: number) => Promise<unknown>> = {
  'list of articles': () => read('/desk/articles'),
  'list, by words': (round) => read(`/desk/articles?q=story+${round}`),
  'one article': () => read(`/desk/articles/${id}`),
  'preview after a key': async (round) => {
    await ed.post(`/desk/articles/${id}/copy`, { ...typed, body: `${words} ${round}` });
    await read(`/desk/articles/${id}/preview`);
  },
};

async function read(path: string): Promise<void> {
  const answer = await ed.get(path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
  await answer.text();
}

for (const [name, step] of Object.entries(steps)) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + 10; round += 1) {
    const from = performance.now();
    await step(round);
    if (round >= 10) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
  console.log(`${name}: median ${at(0.5)}, p95 ${at(0.95)}`);
}
server.close();
server.closeAllConnections();
await close();
