import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP, isIPv6, type LookupFunction } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { feedFetcher } from '../../src/adapters/feeds/fetcher.ts';
import { sayReason } from '../../src/core/index.ts';
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

  it.each([
    ['UTF-8, whatever is declared', 'iso-8859-1', Buffer.from('<a>é’</a>'), '<a>é’</a>', undefined],
    [
      'what is declared, where it is no UTF-8',
      'windows-1251',
      Buffer.from([0x3c, 0xe6, 0x3e]),
      '<ж>',
      undefined,
    ],
    [
      'windows-1252 for Latin-1, as browsers',
      'iso-8859-1',
      Buffer.from('<a>\x93\xe9\x94</a>', 'latin1'),
      '<a>“é”</a>',
      undefined,
    ],
    [
      'windows-1252 where UTF-8 is a lie',
      'utf-8',
      Buffer.from('<a>it\x92s \x8035</a>', 'latin1'),
      '<a>it’s €35</a>',
      /utf-8.*windows-1252/,
    ],
    [
      'windows-1252 for seven bits that are eight',
      'us-ascii',
      Buffer.from('<a>\xa35</a>', 'latin1'),
      '<a>£5</a>',
      /us-ascii/,
    ],
    [
      'windows-1252 for a set that nobody knows',
      'klingon',
      Buffer.from('<a>\xa35</a>', 'latin1'),
      '<a>£5</a>',
      /klingon/,
    ],
    [
      'a stray byte alone, beside UTF-8',
      'utf-8',
      Buffer.concat([Buffer.from('<a>é'), Buffer.from([0x92]), Buffer.from('é</a>')]),
      '<a>é’é</a>',
      /windows-1252/,
    ],
    [
      'a replacement character that was there',
      'utf-8',
      Buffer.from('<a>\uFFFD</a>'),
      '<a>\uFFFD</a>',
      undefined,
    ],
    ['UTF-16 without a mark', 'utf-8', Buffer.from('<a>é</a>', 'utf16le'), '<a>é</a>', undefined],
    [
      'half a letter at the end of UTF-16',
      'utf-16',
      Buffer.concat([Buffer.from('\uFEFF<a/>', 'utf16le'), Buffer.from([0x20])]),
      '<a/>',
      undefined,
    ],
    ['escapes of Japanese', 'iso-2022-jp', Buffer.from('\x1b$B$"\x1b(B', 'latin1'), 'あ', undefined],
  ])('reads %s', async (_what, charset, bytes, text, remark) => {
    const fetched = await fetchFeed(
      await once({ 'content-type': `text/xml; charset=${charset}` }, bytes),
      {},
    );
    expect(fetched).toMatchObject({ outcome: 'fetched', text });
    if (fetched.outcome !== 'fetched') return;
    if (remark) expect(fetched.remark && sayReason(fetched.remark, 'terminal')).toMatch(remark);
    else expect(fetched.remark).toBeUndefined();
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
    const missing = await serve((_request, response) => void response.writeHead(404).end());
    expect(await sentence(fetchFeed(missing, {}))).toBe("The feed's server answered 404.");
  });
});

/** By what blocks they lie in: IANA's special-purpose registries, and how IPv4 is written within IPv6. */
const INSIDE = [
  '0.0.0.0',
  '10.0.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '168.63.129.16',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2001::1',
  '100::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
];

/** A name server that answers these in turn, each asking with the next. */
function nameServer(...answers: string[][]): LookupFunction & { asked(): number } {
  let asked = 0;
  const lookup: LookupFunction = (_name, { all }, done) => {
    const found = (answers[asked] ?? answers.at(-1) ?? []).map((address) => ({
      address,
      family: isIP(address),
    }));
    asked += 1;
    if (all) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family);
  };
  return Object.assign(lookup, { asked: () => asked });
}

describe('names whose servers lie (DNS rebinding)', () => {
  const refused = 'The feed leads to an address inside a private network.';

  it.each([...INSIDE, 'fe80::1%lo'])('%s is not reached by a name', async (address) => {
    // Alone, as of a host that has IPv6 only, and beside an address that is public.
    for (const answer of [[address], ['2606:4700::6810:1', address], ['198.41.0.4', address]]) {
      const guarded = feedFetcher({ lookup: nameServer(answer), maxMs: 2_000 });
      expect(await sentence(guarded('http://feed.example/', {}))).toBe(refused);
    }
  });

  it.each([
    ['127.0.0.1', '198.41.0.4'],
    ['::1', '2606:4700::6810:1'],
    ['::1', '198.41.0.4'],
  ])('%s is not reached in the answer after a public one', async (inside, outside) => {
    let reached = 0;
    const server = createServer((_request, response) => {
      reached += 1;
      response.end('<rss/>');
    }).listen(0, inside);
    await new Promise((listening) => server.once('listening', listening));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const lookup = nameServer([outside], [inside]);
    const guarded = feedFetcher({ lookup, maxMs: 300 });
    // A public address that does not answer here: what is called is what was checked.
    await expect(guarded(`http://feed.example:${port}/`, {})).rejects.toThrow();
    expect(await sentence(guarded(`http://feed.example:${port}/`, {}))).toBe(refused);
    expect([reached, lookup.asked()]).toEqual([0, 2]);
    const trusting = feedFetcher({ lookup: nameServer([inside]), allowPrivate: true });
    await trusting(`http://feed.example:${port}/`, {});
    expect(reached).toBe(1);
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
    ...INSIDE.map((address) => `http://${isIPv6(address) ? `[${address}]` : address}/`),
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
