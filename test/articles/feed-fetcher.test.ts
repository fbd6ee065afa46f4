import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { feedFetcher } from '../../src/adapters/feed-fetcher.ts';
import { refusal } from '../editions/folders.ts';
import { serve } from './feed-server.ts';

const fetchFeed = feedFetcher({ allowPrivate: true });
const once = (headers: Record<string, string>, body: string | Buffer) =>
  serve((_request, response) => void response.writeHead(200, headers).end(body));
const textAt = async (url: string) => {
  const fetched = await fetchFeed(url, {});
  return fetched.outcome === 'fetched' ? fetched.text : fetched.outcome;
};
const sentence = async (action: Promise<unknown>) => (await refusal(action)).sentence;
const redirect = (response: ServerResponse, location: string) => response.writeHead(302, { location }).end();

describe('fetching a feed', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('unpacks %s', async (encoding, pack) => {
    expect(
      await textAt(await once({ 'content-encoding': encoding }, pack(Buffer.from('<rss>é</rss>')))),
    ).toBe('<rss>é</rss>');
  });

  it.each([
    [
      'the header',
      { 'content-type': 'text/xml; charset=iso-8859-1' },
      Buffer.from('<?xml?><a>é</a>', 'latin1'),
    ],
    ['the declaration', {}, Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>é</a>', 'latin1')],
    ['a byte order mark', { 'content-type': 'text/xml; charset=latin1' }, Buffer.from('\uFEFF<a>é</a>')],
    ['UTF-16', {}, Buffer.from('\uFEFF<a>é</a>', 'utf16le')],
    ['nothing at all', {}, Buffer.from('<a>é</a>')],
  ])('decodes by %s', async (_name, headers, body) => {
    expect(await textAt(await once(headers as Record<string, string>, body))).toMatch(/<a>é<\/a>$/);
  });

  it('asks only for what is new', async () => {
    const url = await serve(({ headers }, response) => {
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': 'yesterday' }).end('<a/>');
    });
    const first = await fetchFeed(url, {});
    expect(first).toMatchObject({ outcome: 'fetched', etag: '"1"', lastModified: 'yesterday' });
    expect(await fetchFeed(url, { etag: '"1"' })).toEqual({ outcome: 'unchanged' });
  });

  it('follows redirects, says where they ended, and carries no credentials along', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization ?? request.headers.cookie);
      if (request.url === '/old') redirect(response, `//user:secret@${request.headers.host}/new`);
      else response.setHeader('set-cookie', 'a=b').end('<a/>');
    });
    expect(await fetchFeed(`${url}/old`, {})).toMatchObject({ outcome: 'fetched', text: '<a/>' });
    expect(seen).toEqual([undefined, undefined]);
  });

  it('gives up on a circle, on size, on time and on what it cannot read', async () => {
    const circle = await serve((_request, response) => void redirect(response, '/again'));
    expect(await sentence(fetchFeed(circle, {}))).toBe('The feed redirects more than 5 times.');
    const small = feedFetcher({ allowPrivate: true, maxOctets: 1024 * 1024 });
    const large = await once({}, Buffer.alloc(1_500_000));
    expect(await sentence(small(large, {}))).toBe('The feed is larger than 1 MB.');
    const bomb = await once({ 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50_000_000)));
    expect(await sentence(small(bomb, {}))).toBe('The feed is larger than 1 MB.');
    const silent = await serve((_request, response) => void response.write('<rss>'));
    expect(await sentence(feedFetcher({ allowPrivate: true, maxMs: 200 })(silent, {}))).toMatch(
      /did not arrive within/,
    );
    expect(await sentence(fetchFeed(await once({ 'content-encoding': 'gzip' }, 'no'), {}))).toMatch(
      /damaged/,
    );
    expect(
      await sentence(fetchFeed(await once({ 'content-type': 'a/b; charset=klingon' }, 'x'), {})),
    ).toMatch(/klingon/);
    const missing = await serve((_request, response) => void response.writeHead(404).end());
    expect(await sentence(fetchFeed(missing, {}))).toBe("The feed's server answered 404.");
  });
});

describe('addresses inside', () => {
  const guarded = feedFetcher();
  it.each([
    'http://127.0.0.1:9/',
    'http://localhost:9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data/',
    'https://192.168.0.1/',
    'http://100.64.0.1/',
  ])('%s is not reached', async (url) => {
    expect(await sentence(guarded(url, {}))).toBe('The feed leads to an address inside a private network.');
  });

  it('no other protocol is followed', async () => {
    const url = await serve((_request, response) => void redirect(response, 'file:///etc/passwd'));
    expect(await sentence(fetchFeed(url, {}))).toMatch(/not http or https \(file:\)/);
  });

  it('0.0.0.0 is refused even where private networks are allowed', async () => {
    const url = await serve((_request, response) => void redirect(response, 'http://0.0.0.0/'));
    expect(await sentence(fetchFeed(url, {}))).toMatch(/inside a private network/);
  });
});
