import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../src/core/index.ts';
import { readerLinks } from '../../subscribers/index.ts';
import { quarterly } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { publishedSample } from '../support/publish.ts';
import { servedWeb, testKeys } from '../support/web.ts';
import { readers } from '../web/readers/readers.ts';
import { addressesIn, proxyUnder } from './under-path.ts';

const HOST = 'https://council.example.org';
const PATH = '/bulletin';
const PUBLIC_URL = `${HOST}${PATH}`;

const { db, url: databaseUrl } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
const fronts: Record<string, string> = {};
let people: ReturnType<typeof readers>;

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  await publishedSample({ db, clock }, 'edition-07');
  people = readers({ db, clock });
  const web = await servedWeb({ db, clock }, { publicUrl: PUBLIC_URL });
  for (const strips of [false, true]) {
    fronts[strips ? 'strips it' : 'hands it on'] = await proxyUnder(PATH, web, { strips });
  }
});

/** Where readers start: the site's door, and the links in their mails. */
async function doors(): Promise<string[]> {
  const { id, linkVersion } = await people.active();
  const { token } = await people.asked();
  const links = readerLinks(testKeys, PATH)(id, linkVersion);
  const forms = ['sections', 'about', 'format', 'pause', 'address', 'copy', 'delete'];
  return [
    PATH,
    `${PATH}/`,
    `${PATH}/robots.txt`,
    `${PATH}/sitemap.xml`,
    `${PATH}/feed.xsl`,
    `${PATH}/search?q=the`,
    `${PATH}/confirm/${token}`,
    links.preferences,
    links.unsubscribe,
    ...forms.map((form) => `${links.preferences}/${form}`),
  ];
}

/** Follows every address on our host, and says which are outside the path or lead nowhere. */
async function crawl(front: string, start: readonly string[]) {
  const seen = new Set(start);
  const escaped: string[] = [];
  const dead: string[] = [];
  const queue = [...start];
  let pictures = 0;
  /** Each copy of a picture costs a second of encoding, and all are named in the same way. */
  const isFurtherPicture = (path: string) => /-\d+\.(?:avif|webp)$/.test(path) && ++pictures > 2;
  const notice = (found: string, from: string) => {
    const { origin, pathname, search } = new URL(found, `${HOST}${from}`);
    if (origin !== HOST) return;
    if (pathname !== PATH && !pathname.startsWith(`${PATH}/`)) escaped.push(`${found} in ${from}`);
    else if (!seen.has(pathname + search) && !isFurtherPicture(pathname)) {
      seen.add(pathname + search);
      queue.push(pathname + search);
    }
  };
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const answer = await fetch(`${front}${at}`, { redirect: 'manual' });
    if (answer.status === 404 || answer.status >= 500) dead.push(`${answer.status} ${at}`);
    const onward = answer.headers.get('location');
    if (onward !== null) notice(onward, at);
    const type = answer.headers.get('content-type') ?? '';
    const text = await answer.text();
    if (type.startsWith('image/') && !type.includes('svg')) continue;
    for (const found of addressesIn(text)) notice(found, at);
    for (const [, closed = ''] of text.matchAll(/^(?:Disallow|Sitemap): (\S+)/gm)) {
      if (!closed.includes(PATH)) escaped.push(`${closed} in ${at}`);
    }
  }
  return { seen: [...seen], escaped, dead };
}

const outside = (page: string) =>
  addressesIn(page).filter((address) => address.startsWith('/') && !address.startsWith(`${PATH}/`));

describe.each(['hands it on', 'strips it'])('under a path, behind a proxy that %s', (which) => {
  it('no link, form, asset, feed or list leads outside or nowhere', async () => {
    const { seen, escaped, dead } = await crawl(fronts[which] ?? '', await doors());
    expect(escaped).toEqual([]);
    expect(dead).toEqual([]);
    for (const wanted of [
      /\/assets\/site\.[0-9a-f]+\.css$/,
      /\/assets\/forms\.[0-9a-f]+\.js$/,
      /\/images\/[0-9a-f]{64}/,
      /\/sections\/[a-z-]+\/feed\.atom$/,
      /\/editions\/7\/[a-z-]+$/,
      /\/feeds\.opml$/,
      /\/my-feed\//,
      /\/privacy$/,
    ]) {
      expect(
        seen.some((address) => wanted.test(address)),
        String(wanted),
      ).toBe(true);
    }
  });

  it.each(['/nowhere', '/editions/6?sections=nowhere', '/confirm/nothing'])(
    'the page that refuses %s leads back into the site',
    async (path) => {
      const answer = await fetch(`${fronts[which]}${PATH}${path}`);
      expect(answer.status).toBe(404);
      expect(outside(await answer.text())).toEqual([]);
    },
  );

  it('a reader signs up, and every step leads to the next', async () => {
    const front = fronts[which] ?? '';
    const post = (path: string, form: Record<string, string>) =>
      fetch(`${front}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    const steps: Record<string, string>[] = [
      { sections: 'all' },
      { email: 'path@example.org' },
      { name: '', organisation: '' },
      {},
    ];
    let at = `${PATH}/subscribe`;
    for (const form of steps) {
      const answer = await post(at, form);
      expect(answer.status).toBe(303);
      at = answer.headers.get('location') ?? '';
      expect(at.startsWith(`${PATH}/subscribe/`)).toBe(true);
    }
    expect(await (await fetch(`${front}${at}`)).text()).toContain('path@example.org');
    const sent = await post(`${PATH}/preferences`, { email: 'path@example.org' });
    expect(sent.headers.get('location')).toBe(`${PATH}/preferences?sent`);
  });

  it('the button of a mail program ends a subscription', async () => {
    const { id } = await people.active();
    const { unsubscribe } = readerLinks(testKeys, `${fronts[which]}${PATH}`)(id);
    const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const left = await fetch(unsubscribe, { method: 'POST', body: oneClick });
    expect(left.status).toBe(200);
    expect((await people.find(id)).state).toBe('unsubscribed');
    expect(outside(await left.text())).toEqual([]);
  });
});

describe('a mail under a path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quarterly-path-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names no address of ours without the path', async () => {
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: folder, PUBLIC_URL, LOG_LEVEL: 'silent' };
    const preview = await quarterly(env, 'edition', 'preview', '6', '--out', folder);
    expect(preview).toMatchObject({ status: 0 });
    const mail = await simpleParser(readFileSync(join(folder, 'mail.eml')));
    const unsubscribe = mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line;
    expect(unsubscribe).toContain(`<${PUBLIC_URL}/unsubscribe/`);
    const own = `${mail.html}${mail.text}`.match(new RegExp(`${HOST}[^"\\s>)]*`, 'g')) ?? [];
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((address) => !address.startsWith(`${PUBLIC_URL}/`))).toEqual([]);
  });
});
