import type { RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import { expect, test } from 'vitest';
import { linkAsker } from '../../src/adapters/links/index.ts';
import { serve } from '../articles/feed-server.ts';

const ask = linkAsker({ allowPrivate: true, everyMs: 0, maxMs: 400 });

/** A site, and what was asked of it. */
async function site(answer: RequestListener) {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  return { url, asked };
}
const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(code, headers).end();

test('a page that is there is asked for by HEAD alone', async () => {
  const { url, asked } = await site(status(200));
  expect(await ask(`${url}/a`)).toEqual({ outcome: 'answered', status: 200, url: `${url}/a`, moved: false });
  expect(asked).toEqual(['HEAD /a']);
});

test.each([404, 405, 501, 403])('where HEAD gets %i, GET has the last word', async (code) => {
  const { url, asked } = await site((request, response) =>
    status(request.method === 'HEAD' ? code : 200)(request, response),
  );
  expect(await ask(`${url}/a`)).toMatchObject({ outcome: 'answered', status: 200 });
  expect(asked).toEqual(['HEAD /a', 'GET /a']);
});

test('a server that never answers HEAD, or breaks off, is asked by GET too', async () => {
  const silent = await site((request, response) => {
    if (request.method === 'GET') status(200)(request, response);
  });
  expect(await ask(silent.url)).toMatchObject({ status: 200 });
  const breaking = await site((request, response) =>
    request.method === 'HEAD' ? void request.socket.destroy() : status(410)(request, response),
  );
  expect(await ask(breaking.url)).toMatchObject({ status: 410 });
});

test('of an answer nothing is read, however long it is', async () => {
  let written = 0;
  const { url } = await site((request, response) => {
    response.writeHead(request.method === 'HEAD' ? 404 : 200);
    const more = () => {
      while (!response.destroyed && written < 1e9) {
        written += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return;
      }
    };
    if (request.method === 'HEAD') response.end();
    else response.on('drain', more) && more();
  });
  expect(await ask(url)).toMatchObject({ status: 200 });
  expect(written).toBeLessThan(1e8);
});

test('redirects are followed, and it is said whether all were for good', async () => {
  const { url } = await site((request, response) => {
    const ways: Record<string, [number, string]> = {
      '/good': [301, '/end'],
      '/twice': [308, '/good'],
      '/once': [302, '/good'],
      '/round': [301, '/round'],
      '/out': [302, 'ftp://example.org/'],
      '/nowhere': [302, 'http://['],
    };
    const way = ways[request.url ?? ''];
    status(way?.[0] ?? 200, way ? { location: way[1] } : {})(request, response);
  });
  expect(await ask(`${url}/good`)).toMatchObject({ url: `${url}/end`, status: 200, moved: true });
  expect(await ask(`${url}/twice`)).toMatchObject({ url: `${url}/end`, moved: true });
  expect(await ask(`${url}/once`)).toMatchObject({ url: `${url}/end`, moved: false });
  expect(await ask(`${url}/round`)).toEqual({ outcome: 'redirects' });
  expect(await ask(`${url}/out`)).toEqual({ outcome: 'redirects' });
  expect(await ask(`${url}/nowhere`)).toMatchObject({ outcome: 'answered', status: 302 });
});

test('no hop leads into a private network, whatever names say', async () => {
  const { url, asked } = await site(status(200));
  const guarded = linkAsker({ everyMs: 0 });
  for (const inside of [
    url,
    url.replace('127.0.0.1', 'localhost'),
    'http://2130706433/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://[::10.0.0.1]/',
    'http://168.63.129.16/',
  ])
    expect(await guarded(inside), inside).toEqual({ outcome: 'inside' });
  const lookup: LookupFunction = (_name, options, done) =>
    options.all ? done(null, [{ address: '192.168.1.1', family: 4 }]) : done(null, '192.168.1.1', 4);
  expect(await linkAsker({ everyMs: 0, lookup })('http://public.example.org/')).toEqual({
    outcome: 'inside',
  });
  expect(asked).toEqual([]);
});

test('why nobody answered is told apart', async () => {
  const unknown: LookupFunction = (_name, _options, done) =>
    done(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }), []);
  expect(await linkAsker({ everyMs: 0, lookup: unknown })('https://gone.example.org/')).toEqual({
    outcome: 'unknown-host',
  });
  const { url } = await site(() => {});
  expect(await ask(url)).toEqual({ outcome: 'late' });
  expect(await ask('http://127.0.0.1:1/')).toEqual({ outcome: 'unreachable' });
});

test('no credentials go out, and one host is asked once in a while', async () => {
  const headers: unknown[] = [];
  const url = await serve((request, response) => {
    headers.push(request.headers.authorization);
    status(404)(request, response);
  });
  const timeOfTwo = async (everyMs: number) => {
    const polite = linkAsker({ allowPrivate: true, everyMs });
    const began = performance.now();
    await Promise.all([polite(url.replace('//', '//ann:secret@')), polite(url)]);
    return performance.now() - began;
  };
  // Of the whole only: how far apart requests arrive says the machine as much as the asker.
  expect(await timeOfTwo(150)).toBeGreaterThan(3 * 150 - 5);
  expect(headers).toEqual([undefined, undefined, undefined, undefined]);
});
