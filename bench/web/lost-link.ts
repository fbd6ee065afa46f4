import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { addressKey, parseEmailAddress } from '../../src/core/index.ts';
import { publishedWeb } from './published.ts';

/**
 * Whether the answer to a lost link tells who reads the bulletin: 400 requests for readers and 400 for others, mixed, 20 at
 * a time. Medians more than 10 % apart end the run with an error.
 */
const EACH = 400;
const PARALLEL = 20;
const MOST_APART = 0.1;

const { web, db, close } = await publishedWeb();
const server = createServer(getRequestListener(web.fetch));
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const addresses = (name: string) =>
  Array.from({ length: EACH }, (_, at) => parseEmailAddress(`${name}-${at}@example.org`));
const known = addresses('reader');
const unknown = addresses('nobody');
const now = new Date();
await db
  .insertInto('subscribers')
  .values(
    known.map((email) => ({
      email,
      email_key: addressKey(email),
      name: null,
      organisation: null,
      state: 'active' as const,
      all_sections: true,
      sections: [],
      paused_until: null,
      state_reason: 'confirmed',
      created_at: now,
      updated_at: now,
      left_at: null,
    })),
  )
  .execute();

const took = { known: [] as number[], unknown: [] as number[] };
const asks = known.flatMap((email, at) => [
  { email, times: took.known, at },
  { email: unknown[at] ?? email, times: took.unknown, at },
]);

async function ask({ email, times, at }: (typeof asks)[number]): Promise<void> {
  const start = performance.now();
  const answer = await fetch(`${site}/preferences`, {
    method: 'POST',
    body: new URLSearchParams({ email }),
    // A network for each, so that no limit is in the way.
    headers: { 'x-forwarded-for': `10.${at >> 8}.${at & 255}.9`, origin: site },
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  if (answer.status !== 303) throw new Error(`a lost link answered ${answer.status}`);
  times.push(performance.now() - start);
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const queue = [...asks];
await Promise.all(
  Array.from({ length: PARALLEL }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await ask(next);
  }),
);
const [reader, nobody] = [median(took.known), median(took.unknown)];
const apart = Math.abs(reader - nobody) / Math.min(reader, nobody);
console.log(`lost link, medians of ${EACH}: reader ${reader.toFixed(1)} ms, nobody ${nobody.toFixed(1)} ms`);
console.log(`apart ${(apart * 100).toFixed(1)} % (at most ${MOST_APART * 100} %)`);
if (apart > MOST_APART) process.exitCode = 1;

server.close();
server.closeAllConnections();
await close();
