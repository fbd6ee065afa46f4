import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Asked, conditionalRequests } from './load.ts';

// Conditional requests for our feeds against a bare Hono handler that answers 304 to anything, in turn, in one run.
// The servers share a process of their own and this process only asks, so that the client's cost is not in the ratio.
const PATHS = ['/feed.xml', '/sections/communities/feed.atom', '/editions/feed.json'];
const ROUNDS = 5;
const ROUND_MS = 1_500;
const GOAL = 0.5;

const child = fork(fileURLToPath(new URL('feed-server.ts', import.meta.url)), {
  execArgv: ['--import', 'tsx'],
});
const [ports] = (await once(child, 'message')) as [{ ours: number; bare: number }];

async function cpuTime(): Promise<number> {
  child.send('time');
  return ((await once(child, 'message')) as [number])[0];
}

type Cost = { perSecond: number; cpuMicroseconds: number };

async function round(asked: Asked): Promise<Cost> {
  const before = await cpuTime();
  const answers = await conditionalRequests(asked, ROUND_MS);
  return { perSecond: (answers / ROUND_MS) * 1_000, cpuMicroseconds: ((await cpuTime()) - before) / answers };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function measure(path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${ports.ours}${path}`);
  await answer.arrayBuffer();
  const etag = answer.headers.get('etag') ?? '';
  const ours = { port: ports.ours, path, etag };
  const bare = { port: ports.bare, path, etag };
  for (const warm of [ours, bare]) await conditionalRequests(warm, 1_000);
  const pairs: { ours: Cost; bare: Cost }[] = [];
  for (let at = 0; at < ROUNDS; at += 1) pairs.push({ ours: await round(ours), bare: await round(bare) });
  const middle = (which: 'ours' | 'bare', what: 'perSecond' | 'cpuMicroseconds') =>
    median(pairs.map((pair) => pair[which][what]));
  const of = (...one: Parameters<typeof middle>) => middle(...one).toFixed(0);
  const ratio = middle('ours', 'perSecond') / middle('bare', 'perSecond');
  console.log(
    `${path.padEnd(34)} ${of('ours', 'perSecond').padStart(7)}/s ${of('bare', 'perSecond').padStart(7)}/s  ` +
      `${of('ours', 'cpuMicroseconds').padStart(4)} µs ${of('bare', 'cpuMicroseconds').padStart(4)} µs  ` +
      `${ratio.toFixed(2)}   goal ≥ ${GOAL}`,
  );
  return ratio;
}

try {
  console.log(
    `${'304 answers'.padEnd(34)} ${'ours'.padStart(9)} ${'bare'.padStart(9)}  CPU of each        ratio`,
  );
  for (const path of PATHS) if ((await measure(path)) < GOAL) process.exitCode = 1;
} finally {
  child.send('stop');
  await once(child, 'exit');
}
