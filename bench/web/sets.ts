import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { sets } from './long-edition.ts';

/**
 * Whether sets of sections are a lever: an edition of 160 long articles in 16 sections, 200 sets that nobody has asked for,
 * one after the other, of its page and of the feeds, with the CPU of the web process for each; then four clients that ask for
 * new sets as fast as they can, with the times of a health check beside them. A median above 20 ms of CPU ends the run with
 * an error. `--sets 40` asks for fewer.
 */
const { values } = parseArgs({ options: { sets: { type: 'string', default: '200' } } });
const SETS = Number(values.sets);
const MOST_MS = 20;
const HEALTH_CHECKS = 200;
const STARTS = ['/editions/31', '/feed.xml', '/feed.atom', '/feed.json'];

type Usage = { cpu: NodeJS.CpuUsage; rss: number; swept: number };

const child = fork(new URL('web-process.ts', import.meta.url));
const [{ port }] = (await once(child, 'message')) as [{ port: number }];
const site = `http://127.0.0.1:${port}`;

async function usage(): Promise<Usage> {
  child.send('usage');
  const [told] = (await once(child, 'message')) as [Usage];
  return told;
}

async function get(path: string, coding = 'gzip, br'): Promise<number> {
  const answer = await fetch(`${site}${path}`, { headers: { 'accept-encoding': coding } });
  const { byteLength } = await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return byteLength;
}

async function cpuOf(path: string, coding?: string): Promise<{ ms: number; octets: number; swept: number }> {
  const before = await usage();
  const octets = await get(path, coding);
  const { cpu, swept } = await usage();
  const ms = (cpu.user + cpu.system - before.cpu.user - before.cpu.system) / 1_000;
  return { ms, octets, swept: swept - before.swept };
}

const sorted = (all: number[]) => all.sort((a, b) => a - b);
const at = (all: readonly number[], part: number) =>
  (all[Math.floor((all.length - 1) * part)] ?? 0).toFixed(1);

async function healthWhile(busy: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let ended = false;
  const end = () => {
    ended = true;
  };
  busy.then(end, end);
  while (!ended && took.length < HEALTH_CHECKS) {
    const start = performance.now();
    await get('/health/live');
    took.push(performance.now() - start);
    await new Promise((soon) => setTimeout(soon, 10));
  }
  return sorted(took);
}

try {
  const first = get('/editions/31?sections=part-1,part-2,part-3,part-4,part-5,part-6,part-7,part-8');
  const meanwhile = await healthWhile(first);
  console.log(`first printing: /health/live p99 ${at(meanwhile, 0.99)} ms, longest ${at(meanwhile, 1)} ms`);
  for (const start of STARTS) {
    const { ms } = await cpuOf(start);
    const asked = sets();
    for (const coding of ['gzip, br', 'identity']) {
      const took: number[] = [];
      let [octets, swept] = [0, 0];
      for (let each = 0; each < SETS / 2; each += 1) {
        const found = await cpuOf(`${start}?sections=${asked.next().value}`, coding);
        took.push(found.ms);
        octets = Math.max(octets, found.octets);
        swept += found.swept;
      }
      sorted(took);
      if (Number(at(took, 0.5)) > MOST_MS) process.exitCode = 1;
      const rss = Math.round((await usage()).rss / 1_048_576);
      console.log(
        `${start.padEnd(13)} ${coding.padEnd(9)} first ${ms.toFixed(0)} ms CPU; each of ${took.length} new sets ${at(took, 0.5)} ms (95 %: ${at(took, 0.95)}, worst ${at(took, 1)}; garbage ${(swept / took.length).toFixed(1)} of it), at most ${octets} octets, RSS ${rss} MB`,
      );
    }
  }
  const asked = sets();
  let going = true;
  let given = 0;
  const clients = Array.from({ length: 4 }, async (_, client) => {
    while (going) {
      await get(`${STARTS[client]}?sections=${asked.next().value}&page=1`);
      given += 1;
    }
  });
  const all = Promise.all(clients);
  const took = await healthWhile(all);
  going = false;
  await all;
  console.log(
    `four clients, ${given} new sets: /health/live p50 ${at(took, 0.5)} ms, p99 ${at(took, 0.99)} ms, longest ${at(took, 1)} ms`,
  );
} finally {
  child.send('end');
  await once(child, 'exit');
}
