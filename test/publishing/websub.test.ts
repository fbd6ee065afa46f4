import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { announceFeeds } from '../../src/compose/announce.ts';
import { loadConfig } from '../../src/config.ts';
import { sayReason } from '../../src/core/index.ts';
import { servedWeb } from '../support/web.ts';
import { openedArchive, PUBLIC_URL } from './archive.ts';

let archive: Awaited<ReturnType<typeof openedArchive>>;
let hub: string;
let status = 202;
const heard: URLSearchParams[] = [];

beforeAll(async () => {
  archive = await openedArchive();
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push(new URLSearchParams(body));
      answer.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => server.close());
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

const announce = (url: string | undefined) =>
  announceFeeds({
    db: archive.db,
    config: loadConfig({ PUBLIC_URL, ...(url ? { WEBSUB_HUB: url } : {}) }),
  });

const said = async (url: string | undefined) => {
  const why = await announce(url);
  return why && sayReason(why, 'terminal');
};

it('tells the hub of every feed, by the address that the feed itself gives', async () => {
  expect(await said(hub)).toMatch(/^told \d+ feeds$/);
  const [told] = heard;
  expect(told?.get('hub.mode')).toBe('publish');
  const topics = told?.getAll('hub.url') ?? [];
  expect(topics).toContain(`${PUBLIC_URL}/feed.xml`);
  expect(new Set(topics).size).toBe(topics.length);
  for (const topic of topics) {
    const answer = await archive.get(new URL(topic).pathname);
    expect(answer.status, topic).toBe(200);
    expect(await answer.text(), topic).toContain(topic);
  }
});

it('names the hub in each format, so that a reader can ask it', async () => {
  const web = await servedWeb(archive, { publicUrl: PUBLIC_URL, websubHub: hub });
  const read = async (path: string) => (await fetch(`${web}${path}`)).text();
  expect(await read('/feed.xml')).toContain(`<atom:link rel="hub" href="${hub}"/>`);
  expect(await read('/feed.atom')).toContain(`<link rel="hub" href="${hub}"/>`);
  expect(JSON.parse(await read('/feed.json')).hubs).toEqual([{ type: 'WebSub', url: hub }]);
});

it('says what went wrong, and stops nothing', async () => {
  status = 503;
  expect(await said(hub)).toBe('the hub answered 503');
  expect(await said('http://127.0.0.1:9/')).toMatch(/^the hub did not answer: /);
  expect(await said(undefined)).toBeUndefined();
});
