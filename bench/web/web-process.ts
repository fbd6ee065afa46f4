import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { PerformanceObserver } from 'node:perf_hooks';
import { sql } from 'kysely';
import { elsewhere } from '../../src/compose/elsewhere.ts';
import { webServer } from '../../src/web/index.ts';
import { retainSubscribers } from '../../subscribers/index.ts';
import { longEdition } from './long-edition.ts';
import { minutesEdition } from './minutes.ts';
import { publishedWeb } from './published.ts';

/** A web in a process of its own, so that its CPU and memory can be told from its clients'. Started with `fork`. */
const dir = process.argv.includes('--minutes') ? minutesEdition() : longEdition();
const { web, db, clock, close } = await publishedWeb([dir]);
const server = webServer(web);
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

const count = async (table: 'image_variants' | 'subscribers', where = sql<boolean>`true`) => {
  const { n } = await db
    .selectFrom(table)
    .select(sql<number>`count(*)::int`.as('n'))
    .where(where)
    .executeTakeFirstOrThrow();
  return n;
};

/** Milliseconds of garbage collection; the observer is told after its collection, so a figure may fall to the next request. */
let swept = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) swept += duration;
}).observe({ entryTypes: ['gc'] });

const ANSWERS: Record<string, () => Promise<unknown>> = {
  usage: async () => {
    globalThis.gc?.();
    return { cpu: process.cpuUsage(), rss: process.memoryUsage.rss(), swept };
  },
  variants: async () => ({ variants: await count('image_variants') }),
  readers: async () => ({
    pending: await count('subscribers', sql<boolean>`state = 'pending'`),
    others: await count('subscribers', sql<boolean>`state <> 'pending'`),
  }),
  /** Twenty thousand published articles: more than a quarterly bulletin has in a hundred years. */
  fill: async () => {
    const { rows } = await sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
      WHERE table_name = 'published_articles' AND is_generated = 'NEVER'`.execute(db);
    const columns = sql.join(rows.map(({ name }) => sql.ref(name)));
    const copied = sql.join(
      rows.map(({ name }) =>
        ['article', 'slug'].includes(name) ? sql`a.${sql.ref(name)} || '-' || n` : sql`a.${sql.ref(name)}`,
      ),
    );
    await sql`INSERT INTO published_articles (${columns}) SELECT ${copied} FROM published_articles a
      CROSS JOIN generate_series(1, (SELECT (20000 / count(*))::int FROM published_articles WHERE edition_number = 7)) n
      WHERE a.edition_number = 7`.execute(db);
    await sql`VACUUM ANALYZE published_articles`.execute(db);
    return {};
  },
  clean: async () => {
    clock.advance(15 * 24 * 3_600_000);
    const start = performance.now();
    await retainSubscribers(
      { db, clock, elsewhere, keys: [{ id: 'bench', key: Buffer.alloc(32, 7) }] },
      { left: 28, unconfirmed: 14 },
    );
    return {
      left: await count('subscribers', sql<boolean>`email IS NOT NULL`),
      ms: performance.now() - start,
    };
  },
};

process.on('message', async (asked: string) => {
  const answer = ANSWERS[asked];
  if (answer) process.send?.(await answer());
  if (asked !== 'end') return;
  server.close();
  server.closeAllConnections();
  await close();
  process.removeAllListeners('disconnect');
  rmSync(dir, { recursive: true, force: true });
  process.disconnect();
});
// Without its clients it has nothing to do; PostgreSQL must not outlive it.
process.once('disconnect', () => void close().then(() => process.exit(0)));
process.send?.({ port: (server.address() as AddressInfo).port, now: clock.now() });
