import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { publishedWeb } from './published.ts';

/**
 * Whether sets of sections are a lever: an edition of 160 long articles in 16 sections, 200 sets that nobody has asked for,
 * one after the other, of its page and of the feed. CPU of this process for each, client and packing included. A median
 * above 20 ms ends the run with an error.
 */
const SECTIONS = 16;
const ARTICLES = 160;
const SETS = 200;
const MOST_MS = 20;

function longEdition(): string {
  const dir = mkdtempSync(join(tmpdir(), 'quarterly-bench-sets-'));
  const sections = Array.from(
    { length: SECTIONS },
    (_, at) => `  - slug: part-${at}\n    label: Part ${at}\n`,
  );
  const head =
    'number: 31\ncover: May 2031\ntitle: Long Notes\nstrapline: All of it\npublisher: The Society\nmailbox: notes@example.org\n';
  writeFileSync(join(dir, 'edition.yaml'), `${head}sections:\n${sections.join('')}`);
  writeFileSync(join(dir, 'welcome.md'), 'Hello.\n');
  const paragraph = 'Words with **weight**, a [link](https://example.org/) and some *more* of them. '.repeat(
    8,
  );
  const body = `${paragraph}\n\n- one\n- two\n\n> Said by somebody.\n\n`.repeat(16);
  for (let at = 0; at < ARTICLES; at += 1) {
    const front = `---\nheadline: Article ${at}\nsection: part-${at % SECTIONS}\nsummary: What it is about\n---\n\n`;
    writeFileSync(join(dir, `${String(at).padStart(3, '0')}.md`), front + body);
  }
  return dir;
}

/** Each number below 2^16 that has at least half of the sections: no set twice. */
function* sets(): Generator<string> {
  for (let bits = 65_534; ; bits -= 7) {
    const chosen = Array.from({ length: SECTIONS }, (_, at) => at).filter((at) => bits & (1 << at));
    if (chosen.length >= SECTIONS / 2) yield chosen.map((at) => `part-${at}`).join(',');
  }
}

const dir = longEdition();
const { web, close } = await publishedWeb([dir]);
const server = createServer(getRequestListener(web.fetch));
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function ask(path: string): Promise<{ ms: number; octets: number }> {
  const before = process.cpuUsage();
  const answer = await fetch(`${site}${path}`, { headers: { 'accept-encoding': 'br' } });
  const { byteLength } = await answer.arrayBuffer();
  const { user, system } = process.cpuUsage(before);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return { ms: (user + system) / 1_000, octets: byteLength };
}

try {
  for (const start of ['/editions/31', '/feed.xml', '/feed.json']) {
    const first = await ask(start);
    const asked = sets();
    const took: number[] = [];
    let octets = 0;
    for (let each = 0; each < SETS; each += 1) {
      const found = await ask(`${start}?sections=${asked.next().value}`);
      took.push(found.ms);
      octets = Math.max(octets, found.octets);
    }
    took.sort((a, b) => a - b);
    const [median = 0, late = 0] = [took[SETS / 2], took[Math.floor(SETS * 0.95)]];
    const rss = Math.round(process.memoryUsage().rss / 1_048_576);
    console.log(
      `${start.padEnd(14)} first ${first.ms.toFixed(0)} ms; each of ${SETS} sets ${median.toFixed(1)} ms (95 %: ${late.toFixed(1)}), ${octets} octets, RSS ${rss} MB`,
    );
    if (median > MOST_MS) process.exitCode = 1;
  }
} finally {
  server.close();
  server.closeAllConnections();
  await close();
  rmSync(dir, { recursive: true, force: true });
}
