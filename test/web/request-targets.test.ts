import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { exchange } from '../support/raw-socket.ts';
import { servedWeb } from '../support/web.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
const HOST = 'bulletin.example.org';
const sites: Record<string, string> = {};

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  for (const path of ['', '/news/bulletin']) {
    sites[path] = await servedWeb({ db, clock }, { publicUrl: `https://${HOST}${path}` });
  }
});

const ask = (site: string, target: string, fields = `Host: ${HOST}\r\n`, method = 'GET') =>
  exchange(site, Buffer.from(`${method} ${target} HTTP/1.1\r\n${fields}Connection: close\r\n\r\n`, 'latin1'));

/** What a browser would drop, obey, or take for a slash, between our host and another's name. */
const BETWEEN = [
  '%09',
  '%0a',
  '%0d',
  '%0d%0a',
  '%00',
  '%0b',
  '%0c',
  '%1f',
  '%7f',
  '%c2%85',
  '%c2%a0',
  '%20',
  '',
  '/',
  '\\',
  '%5c',
  '%5C%5c',
  '%2f',
  '%2F%2f',
  '%252f',
  '%2509',
  '@',
  '%40',
  ';',
  ':',
  '.',
  '..',
  '%2e%2e',
  '%2e%2e%2f',
  '%c0%af',
  '%e2%81%84',
  '%ef%bc%8f',
  '%EF%BC%8F%EF%BC%8F',
  '%ef%bd%a1',
  '%e2%80%a8',
  '%ff',
  '%',
  '%zz',
  '\t',
  '\x01',
  '\x85',
  'http:',
  'https:%2f%2f',
  'javascript:',
];
const CONTROLS = /^%(0[0-9a-d]|1f|7f|c2%85)/;

const TARGETS = BETWEEN.flatMap((between) => [
  `/${between}/evil.example/x/`,
  `/${between}evil.example/`,
  `//${between}//evil.example//`,
  `/editions/${between}/evil.example/`,
  `/sections/${between}/feed.xml`,
]);

/** Where a browser would go: it takes the Location as the URL Standard says. */
const leadsTo = (location: string, publicUrl: string) => new URL(location, `${publicUrl}/x/`).origin;

describe.each(['', '/news/bulletin'])('a site at the path “%s”', (path) => {
  it.each(TARGETS)('leads from %j to no other host, and does not fail', async (target) => {
    for (const asked of new Set([target, `${path}${target}`])) {
      const answer = await ask(sites[path] ?? '', asked);
      expect(answer?.status).toBeLessThan(500);
      expect(answer?.body).not.toMatch(/\bat .*\.tsx?:\d+/);
      const { location } = answer?.headers ?? {};
      if (location === undefined) continue;
      expect(location).toMatch(/^\/(?!\/)[!-~]*$/);
      expect(location).not.toMatch(/[\\]|^\/[^?]*%(?:0|1|5c|2f|7f)/i);
      expect(leadsTo(location, `https://${HOST}${path}`)).toBe(`https://${HOST}`);
    }
  });

  it.each(BETWEEN.filter((between) => CONTROLS.test(between)))(
    'refuses the control character %s',
    async (it) => {
      const site = sites[path] ?? '';
      const pages = [
        '/editions/6/',
        '/sections/',
        '/confirm/',
        '/preferences/',
        '/unsubscribe/',
        '/my-feed/',
      ];
      const files = ['/images/', '/assets/', '/feed.xml', '/'];
      for (const start of [...pages, ...files]) {
        const answer = await ask(site, `${path}${start}${it}`);
        expect([start, answer?.status]).toEqual([start, 400]);
        expect(answer?.headers['content-security-policy']).toContain("default-src 'none'");
        expect(answer?.body).toContain('holds a control character');
      }
    },
  );
});

/** What proxies and frameworks elsewhere take a host or a path from. */
const CLAIMS = [
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: gopher',
  'Forwarded: host=evil.example',
];
const REWRITES = ['X-Original-URL: //evil.example/', 'X-Rewrite-URL: //evil.example/', 'Content-Length: 0'];
const CLAIMED = [`Host: ${HOST}`, ...CLAIMS, ...REWRITES, ''].join('\r\n');

describe.each(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PROPFIND'])('by %s', (method) => {
  it.each([
    '//evil.example/',
    '/%5cevil.example/',
    '/%2e%2e//evil.example/',
    '/%e3%80%82evil.example/',
    '/%e2%88%95%e2%88%95evil.example/',
    '/%E5%98%8A%E5%98%8DLocation:evil.example/',
    '/%250d%250aLocation:%20x/',
    `http://${HOST}//evil.example/`,
    '/editions/?next=//evil.example',
    '/editions/?//evil.example/',
    '/subscribe/?return_to=http://evil.example/',
    '/preferences?url=//evil.example',
    '/wp-login.php/?redirect_to=http://evil.example/',
    '/unsubscribe/http://evil.example/',
    '/editions/06?next=//evil.example',
  ])('%s leads to no other host, whatever else the request claims', async (target) => {
    for (const [path, site] of Object.entries(sites)) {
      const answer = await ask(site, target, CLAIMED, method);
      expect(answer?.status).toBeLessThan(500);
      const { location = '/' } = answer?.headers ?? {};
      expect(leadsTo(location, `https://${HOST}${path}`)).toBe(`https://${HOST}`);
      expect(answer?.body ?? '').not.toMatch(/(?:href|action|src)="[^"]*\/\/evil/);
    }
  });
});

describe('a request that names a host twice', () => {
  it.each([
    `Host: ${HOST}\r\nHost: ${HOST}\r\n`,
    `Host: ${HOST}\r\nHost: evil.example\r\n`,
    `HOST: evil.example\r\nAccept: */*\r\nhost: ${HOST}\r\n`,
  ])('in its fields is refused: %j', async (fields) => {
    for (const target of ['/', '/feed.xml', '/health/live', '/editions/']) {
      expect((await ask(sites[''] ?? '', target, fields))?.status).toBe(400);
    }
  });

  it.each([
    'http://evil.example/',
    'http://evil.example/editions/',
    'https://evil.example//x/',
    `http://${HOST}@evil.example/editions/`,
    `http://${HOST}:81/editions/`,
    'HTTP://evil.example/',
    'ftp://evil.example/',
    'evil.example/x/',
    'evil.example:443',
    '*',
  ])('or in its target %s is refused', async (target) => {
    const answer = await ask(sites[''] ?? '', target);
    expect(answer?.status).toBe(400);
    expect(answer?.headers.location).toBeUndefined();
  });

  it('but its own host in full is as good as the path', async () => {
    const answer = await ask(sites[''] ?? '', `http://${HOST}/editions/`);
    expect([answer?.status, answer?.headers.location]).toEqual([301, '/editions']);
  });
});

it.each([
  ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', 405],
  [`OPTIONS * HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`, 400],
  [`TRACE / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`, 404],
  ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['GET /health/live HTTP/1.0\r\n\r\n', 200],
])('answers %j with %i', async (request, status) => {
  expect((await exchange(sites[''] ?? '', request))?.status).toBe(status);
});

it('writes a Location in one place only', () => {
  const writers: string[] = [];
  for (const file of readdirSync('src/web', { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(file)) continue;
    if (/\.redirect\(|['"]location['"]/i.test(readFileSync(`src/web/${file}`, 'utf8'))) writers.push(file);
  }
  expect(writers).toEqual(['canonical.ts']);
});

describe('Strict-Transport-Security', () => {
  it.each([
    [`https://${HOST}`, 'max-age=31536000'],
    [`https://${HOST}/news`, undefined],
    [`http://${HOST}`, undefined],
  ])('of a site at %s is %s', async (publicUrl, field) => {
    const site = await servedWeb({ db, clock }, { publicUrl });
    for (const target of ['/', '/feed.xml', '/nothing', '/%00']) {
      expect((await ask(site, target))?.headers['strict-transport-security']).toBe(field);
    }
  });
});
