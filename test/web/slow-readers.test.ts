import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { publishEdition } from '../../src/publishing/index.ts';
import { article, EDITION, put } from '../editions/folders.ts';
import { freshDatabase } from '../support/database.ts';
import { sentEdition } from '../support/publish.ts';
import { servedWeb } from '../support/web.ts';

const { db } = await freshDatabase();
const deps = { db, clock: movableClock(new Date('2026-05-04T09:00:00Z')) };
const MIB = 1_048_576;
const ARTICLES = 9;
const READERS = 200;
let site: string;
const dir = mkdtempSync(join(tmpdir(), 'quarterly-slow-'));
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  rmSync(dir, { recursive: true, force: true });
});

beforeAll(async () => {
  const line = `${'All that was said at the meeting, word for word. '.repeat(20)}\n\n`;
  const long = line.repeat(Math.ceil((MIB * 0.95) / line.length));
  const files = Object.fromEntries(
    Array.from({ length: ARTICLES }, (_, at) => [`${at}.md`, article({ headline: `Minutes ${at}` }, long)]),
  );
  put(dir, { 'edition.yaml': EDITION, 'welcome.md': 'Hello.\n', ...files });
  await publishEdition(deps, await sentEdition(deps, dir));
  site = await servedWeb(deps);
});

/** Asks, and takes no more than what comes first. */
async function slowly(path: string, coding: string): Promise<Socket> {
  const { port } = new URL(site);
  const socket = connect({ port: Number(port), host: '127.0.0.1' });
  sockets.push(socket);
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: bulletin.example.org\r\nAccept-Encoding: ${coding}\r\n\r\n`);
  await once(socket, 'readable');
  return socket;
}

/** All of the one answer's body, on a connection that is kept open. */
async function theRest(socket: Socket): Promise<Buffer> {
  let read = Buffer.alloc(0);
  for (;;) {
    const chunk: Buffer | null = socket.read();
    if (chunk === null) await once(socket, 'readable');
    else read = Buffer.concat([read, chunk]);
    const [head = ''] = String(read.subarray(0, 2_000)).split('\r\n\r\n', 1);
    const rest = head.length + 4;
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (read.length >= rest + length) return read.subarray(rest);
  }
}

describe('readers who take a page of 8 MB as slowly as they can', () => {
  it.each(['identity', 'gzip'])('hold no copy of it each (%s)', async (coding) => {
    const [number] = (await db.selectFrom('editions').select('number').execute()).map((one) => one.number);
    const section = (await db.selectFrom('sections').select('slug').executeTakeFirstOrThrow()).slug;
    const path = `/editions/${number}?sections=${section}`;
    const answer = await fetch(`${site}${path}`, { headers: { 'accept-encoding': coding } });
    const whole = Buffer.from(await answer.arrayBuffer());
    expect(whole.length).toBeGreaterThan(8 * MIB);
    const before = process.memoryUsage();
    const readers = await Promise.all(Array.from({ length: READERS }, () => slowly(path, coding)));
    expect((await fetch(`${site}/health/live`)).status).toBe(200);
    const { rss, arrayBuffers } = process.memoryUsage();
    // 200 pages of more than 8 MB each would be 1,600 MB.
    expect((arrayBuffers - before.arrayBuffers) / MIB).toBeLessThan(64);
    expect((rss - before.rss) / MIB).toBeLessThan(300);
    const [patient] = readers;
    const body = await theRest(patient as Socket);
    expect((coding === 'gzip' ? gunzipSync(body) : body).equals(whole)).toBe(true);
    for (const socket of readers) socket.destroy();
  });

  it('are hung up on when they take nothing at all', async () => {
    const silent = await servedWeb(deps, {}, { silentMs: 300 });
    const socket = connect({ port: Number(new URL(silent).port), host: '127.0.0.1' });
    sockets.push(socket);
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    socket.pause();
    socket.write('GET /editions HTTP/1.1\r\nHost: bulletin.example.org\r\n');
    socket.resume();
    await closed;
  });
});
