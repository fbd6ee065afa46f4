import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { parseArgs } from 'node:util';
import { sealAnswers } from '../../src/web/readers/sealed.ts';

/**
 * What strangers may do to the web: slow readers, floods of requests and of sign-ups, searches that want much. Each row says
 * its bar; memory that grows or a health check at p99 above the bar ends the run with an error. `--only NAME,…` runs some,
 * `--part 0.1` a tenth of each. The control is the same health check while nobody asks anything.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, part: { type: 'string', default: '1' } },
});
const PART = Number(values.part);
const HEALTH_MS = 200;
const SEARCH_MS = 200;
const GROWN_MB = 64;
const READERS = 200;

/** They stand in most articles of the sample. */
const COMMON =
  'people work year new local partner help report open day week month team call two three first make find time one say use need'.split(
    ' ',
  );

type Usage = { cpu: NodeJS.CpuUsage; rss: number };

const child = fork(new URL('web-process.ts', import.meta.url), ['--minutes', '9']);
const [{ port, now: clock }] = (await once(child, 'message')) as [{ port: number; now: string }];
const now = new Date(clock);
const site = `http://127.0.0.1:${port}`;

async function ask<T>(what: string): Promise<T> {
  child.send(what);
  const [told] = (await once(child, 'message')) as [T];
  return told;
}
const megabytes = async () => (await ask<Usage>('usage')).rss / 1_048_576;

const sorted = (all: readonly number[]) => [...all].sort((a, b) => a - b);
const at = (all: readonly number[], part: number) => sorted(all)[Math.floor((all.length - 1) * part)] ?? 0;

/** Once more where the server has just closed a connection that was kept: on a busy machine the client hears of it too late. */
const fetched = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${site}${path}`, init).catch(() => fetch(`${site}${path}`, init));

async function get(path: string): Promise<number> {
  const answer = await fetched(path);
  await answer.arrayBuffer();
  return answer.status;
}

async function timed(path: string): Promise<number> {
  const start = performance.now();
  await get(path);
  return performance.now() - start;
}

/** The times of health checks, ten milliseconds apart, until `busy` has ended; at least `least` of them. */
async function health(busy: Promise<unknown>, least = 100): Promise<number[]> {
  let going = true;
  const end = () => {
    going = false;
  };
  busy.then(end, end);
  const took: number[] = [];
  while (going || took.length < least) {
    took.push(await timed('/health/live'));
    await new Promise((soon) => setTimeout(soon, 10));
  }
  await busy;
  return took;
}

function judge(name: string, words: string, holds: boolean): void {
  console.log(`${name.padEnd(13)} ${holds ? 'holds' : 'FAILS'}  ${words}`);
  if (!holds) process.exitCode = 1;
}

const inTurn = async (many: number, atOnce: number, work: (each: number) => Promise<unknown>) => {
  let next = 0;
  const one = async () => {
    while (next < many) {
      next += 1;
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
};

/** The same in quarters, with what memory has grown since `before` after each: a leak goes on, a pool of memory fills once. */
async function inQuarters(many: number, atOnce: number, work: (each: number) => Promise<unknown>) {
  const before = await megabytes();
  const grown: number[] = [];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const start = (quarter * many) / 4;
    await inTurn(Math.round(many / 4), atOnce, (each) => work(start + each));
    grown.push((await megabytes()) - before);
    console.log(`              after ${(start + many / 4).toFixed(0)}: RSS +${grown.at(-1)?.toFixed(0)} MB`);
  }
  return grown.at(-1) ?? 0;
}

async function slow(path: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: bulletin.example.org\r\n\r\n`);
  await once(socket, 'readable');
  return socket;
}

const ROWS: Record<string, () => Promise<void>> = {
  async readers() {
    await get('/editions/32?sections=minutes');
    const before = await megabytes();
    const opened: Socket[] = [];
    const all = inTurn(READERS, READERS, async () =>
      opened.push(await slow('/editions/32?sections=minutes')),
    );
    const took = await health(all, 200);
    const grown = (await megabytes()) - before;
    for (const socket of opened) socket.destroy();
    judge(
      'readers',
      `${READERS} slow readers of 8 MB: /health/live p50 ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms (at most ${HEALTH_MS}), RSS +${grown.toFixed(0)} MB`,
      at(took, 0.99) < HEALTH_MS && grown < 3 * GROWN_MB,
    );
  },
  async requests() {
    const many = Math.round(20_000 * PART);
    const paths = [
      '/',
      '/editions',
      '/feed.xml',
      '/editions/7',
      '/sections',
      '/subscribe',
      '/nothing',
      '/search?q=library',
    ];
    const some = (each: number) => get(`${paths[each % paths.length]}`);
    await inTurn(many / 10, 16, some);
    const grown = await inQuarters(many, 16, some);
    judge(
      'requests',
      `${many} requests: RSS +${grown.toFixed(0)} MB (at most ${GROWN_MB})`,
      grown < GROWN_MB,
    );
  },
  async sets() {
    const many = Math.round(2_000 * PART);
    const odd = (each: number) =>
      get(
        `/editions/7?sections=${'communities,'.repeat(each % 50)}disruptions&x=${each}&sections=%00${each}`,
      );
    await inTurn(many / 4, 8, odd);
    const before = await megabytes();
    await inTurn(many, 8, odd);
    const grown = (await megabytes()) - before;
    judge('sets', `${many} odd queries: RSS +${grown.toFixed(0)} MB (at most ${GROWN_MB})`, grown < GROWN_MB);
  },
  async variants() {
    const page = await (await fetch(`${site}/editions/7`)).text();
    const [, hash] = /\/images\/([0-9a-f]{64})/.exec(page) ?? [];
    const before = await megabytes();
    const many = Math.round(4_000 * PART);
    const busy = inTurn(many, 32, (each) =>
      get(`/images/${hash}-${(each % 2_000) + 1}.${each % 2 ? 'avif' : 'webp'}`),
    );
    const took = await health(busy);
    const { variants } = await ask<{ variants: number }>('variants');
    const grown = (await megabytes()) - before;
    judge(
      'variants',
      `${many} addresses of one picture: ${variants} kept, RSS +${grown.toFixed(0)} MB, /health/live p99 ${at(took, 0.99).toFixed(1)} ms`,
      variants <= 20 && grown < 3 * GROWN_MB && at(took, 0.99) < HEALTH_MS,
    );
  },
  async search() {
    await ask('fill');
    const queries = [
      'library',
      'the',
      'a or b or c',
      'council OR library OR evening OR river',
      '"evening river library"',
      '-library',
      '-a -b -c -d',
      '"" "" ""',
      `${'library '.repeat(25)}`,
      `${'"library" or '.repeat(15)}x`,
      'é'.repeat(200),
      '(((((',
      ':*&|!',
      "'; drop table x; --",
      '\u0000',
      '%',
      'river -river',
      `${'a '.repeat(100)}`,
      COMMON.join(' '),
      COMMON.join(' or '),
      `"${COMMON.join('" or "')}"`.slice(0, 200),
      `-x ${COMMON.slice(0, 12).join(' or ')}`,
      '日本語',
      '-"evening river" or council',
    ];
    const took: [number, string][] = [];
    for (const query of queries)
      for (const page of [1, 100]) {
        const times: number[] = [];
        for (let round = 0; round < 3; round += 1)
          times.push(await timed(`/search?page=${page}&q=${encodeURIComponent(query)}`));
        took.push([at(times, 0.5), query]);
      }
    const [worst, query] = took.sort(([a], [b]) => b - a)[0] ?? [0, ''];
    const p50 = at(
      took.map(([ms]) => ms),
      0.5,
    );
    judge(
      'search',
      `20,000 articles, ${took.length} hostile queries, medians of three: p50 ${p50.toFixed(0)} ms, worst ${worst.toFixed(0)} ms (at most ${SEARCH_MS}) by ${JSON.stringify(query.slice(0, 40))}`,
      worst <= SEARCH_MS,
    );
  },
  async 'sign-ups'() {
    // A tenth walk all four pages; what the others answered is sealed here, and their last button pressed.
    const many = Math.round(10_000 * PART);
    const keys = [{ id: 'bench', key: Buffer.alloc(32, 7) }];
    const origin = { origin: site, 'content-type': 'application/x-www-form-urlencoded' };
    const step = async (path: string, each: number, body: Record<string, string>) => {
      const from = { 'x-forwarded-for': `10.${each >> 16}.${(each >> 8) & 255}.${each & 255}` };
      const sent = {
        method: 'POST',
        headers: { ...origin, ...from },
        body: new URLSearchParams(body),
        redirect: 'manual',
      } as const;
      const answer = await fetched(path, sent);
      await answer.arrayBuffer();
      return answer.headers.get('location') ?? '';
    };
    const signUp = async (each: number) => {
      if (each % 10 > 0) {
        const given = {
          sections: 'all',
          email: `flood-${each}@example.org`,
          name: '',
          organisation: '',
        } as const;
        await step(`/subscribe/check?a=${sealAnswers(keys, given, now)}`, each << 8, {});
        return;
      }
      const email = await step('/subscribe', each << 8, { sections: 'all' });
      const about = await step(email, each << 8, { email: `flood-${each}@example.org` });
      await step(await step(about, each << 8, { name: '', organisation: '' }), each << 8, {});
    };
    await inTurn(Math.min(500, many), 60, signUp);
    const signing = inQuarters(many, 60, (each) => signUp(each + 500));
    const took = await health(signing);
    const grown = await signing;
    const { pending, others } = await ask<{ pending: number; others: number }>('readers');
    const { left, ms } = await ask<{ left: number; ms: number }>('clean');
    judge(
      'sign-ups',
      `${many}: ${pending} pending, ${others} other; RSS +${grown.toFixed(0)} MB (at most ${GROWN_MB}); /health/live p99 ${at(took, 0.99).toFixed(1)} ms; a fortnight later ${left} left, ${ms.toFixed(0)} ms`,
      pending >= many && others === 0 && left === 0 && grown < GROWN_MB,
    );
  },
};

try {
  const idle = await health(Promise.resolve(), 200);
  console.log(
    `control        /health/live while nobody asks: p50 ${at(idle, 0.5).toFixed(1)} ms, p99 ${at(idle, 0.99).toFixed(1)} ms`,
  );
  const only = values.only?.split(',');
  for (const [name, row] of Object.entries(ROWS)) if (!only || only.includes(name)) await row();
} finally {
  child.send('end');
  await once(child, 'exit');
}
