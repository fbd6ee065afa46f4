import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { movableClock, type SectionSlug } from '../../../src/core/index.ts';
import { type Reader, readerLinks, readLedger } from '../../../subscribers/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';
import { keys, type Readers, readers } from './readers.ts';
import { raw } from './wire.ts';

const { db } = await freshDatabase();
const clock = movableClock(new Date('2026-05-04T09:00:00Z'));
let site: string;
let people: Readers;
let reader: Reader;
let link: string;

beforeAll(async () => {
  await publishedSample({ db, clock }, 'edition-06');
  site = await servedWeb({ db, clock });
  people = readers({ db, clock });
});

beforeEach(async () => {
  clock.set(new Date('2026-05-04T09:00:00Z'));
  reader = await people.active();
  link = readerLinks(keys, site)(reader.id).unsubscribe;
});

const state = async () => (await people.find(reader.id)).state;

const boundary = '----x';
const encodings: [string, Record<string, string>, string][] = [
  ['urlencoded', { 'content-type': 'application/x-www-form-urlencoded' }, 'List-Unsubscribe=One-Click'],
  [
    'multipart',
    { 'content-type': `multipart/form-data; boundary=${boundary}` },
    `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`,
  ],
  ['an empty body', {}, ''],
  ['a broken multipart body', { 'content-type': 'multipart/form-data' }, 'x'],
  ['another type', { 'content-type': 'text/plain' }, 'List-Unsubscribe=One-Click'],
];

describe('one-click (RFC 8058)', () => {
  it.each(encodings)('leaves with %s, twice, without cookie or redirect', async (_name, headers, body) => {
    const first = await raw(link, 'POST', headers, body);
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.headers.location).toBeUndefined();
    expect(await state()).toBe('unsubscribed');
    expect((await raw(link, 'POST', headers, body)).status).toBe(200);
    const left = (await readLedger(db, reader.id)).filter(({ event }) => event === 'left');
    expect(left).toMatchObject([{ source: 'one-click', wording: 'one-click/1' }]);
  });

  it.each([
    ...[
      '.',
      '/',
      '%20',
      '>',
      '%3E',
      ')',
      '%29',
      ',',
      '%2C',
      ';',
      '%3B',
      '%2E',
      '%2F',
      '//',
      '...',
      '%22',
      "'",
      '%5D',
      '%7D',
    ],
    ...[
      '%C2%A0',
      '%2520',
      '%253E',
      '&gt;',
      '%26gt%3B',
      '=',
      '=20',
      '%3D',
      '%E2%80%9D',
      '!',
      ':',
      '%',
      '/.',
      '.%20',
      '-',
    ],
  ])('leaves at an address to which a mail program added %s', async (added) => {
    const [type, body] = ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'];
    const answer = await raw(`${link}${added}`, 'POST', { 'content-type': type }, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.location).toBeUndefined();
    expect(await state()).toBe('unsubscribed');
  });

  it.each(['x', '/keep/x', '%3Fsection%3Dnews', '.x', '/%2E%2E/preferences'])(
    'leaves nobody at an address that is another, with %s',
    async (added) => {
      expect((await raw(`${link}${added}`, 'POST', {}, 'List-Unsubscribe=One-Click')).status).not.toBe(200);
      expect(await state()).toBe('active');
    },
  );

  it('shows its button to who follows such an address', async () => {
    expect((await raw(`${link}.`, 'GET', {}, '')).status).toBe(200);
    expect(await state()).toBe('active');
  });

  it('takes additions from no other address', async () => {
    const preferences = readerLinks(keys, site)(reader.id).preferences;
    expect((await raw(`${preferences}.`, 'GET', {}, '')).status).toBe(404);
  });

  it('is not asked where the request comes from', async () => {
    const headers = {
      origin: 'https://mail.example',
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded',
    };
    expect((await raw(link, 'POST', headers, 'List-Unsubscribe=One-Click')).status).toBe(200);
    expect(await state()).toBe('unsubscribed');
  });

  it('works years later', async () => {
    clock.set(new Date('2036-01-01T00:00:00Z'));
    expect((await raw(link, 'POST')).status).toBe(200);
    expect(await state()).toBe('unsubscribed');
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('is not done by %s', async (method) => {
    for (const path of [link, `${link}?section=announcements`, `${link}/undo`]) {
      await raw(path, method);
    }
    expect(await state()).toBe('active');
    expect((await people.find(reader.id)).choice).toBe('all');
  });
});

describe('links', () => {
  const refused: [string, (url: string) => string][] = [
    ['cut short', (url) => url.slice(0, -1)],
    ['of another reader, with this signature', (url) => url.replace(/\.(\w+)\.([\w-]{22})$/, '.zz.$2')],
    [
      'for another purpose',
      (url) =>
        `${site}/unsubscribe/${readerLinks(keys, site)(reader.id).preferences.split('/').at(-1)}${url.slice(0, 0)}`,
    ],
    ['a bare id', () => `${site}/unsubscribe/${reader.id}`],
    ['with a climbing path', (url) => `${url}/..%2f..`],
  ];
  it.each(refused)('refuses one that is %s', async (_name, change) => {
    const answer = await raw(change(link), 'POST');
    expect(answer.status).toBe(404);
    expect(await state()).toBe('active');
  });

  it('keeps the page to itself', async () => {
    const { headers } = await raw(link, 'GET');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    const refused = await raw(`${link}x`, 'GET');
    expect(refused.body).toContain('href="/preferences"');
    expect(refused.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  it('gives nothing away about the reader: the link may be in a mail that was passed on', async () => {
    const texts = [await raw(link, 'GET'), await raw(link, 'POST'), await raw(link, 'GET')].map(
      ({ body }) => body,
    );
    for (const text of texts) {
      expect(text).not.toContain('/preferences/');
      expect(text).not.toContain('reader-');
      expect(text).not.toContain('Robin');
    }
  });
});

describe('the page', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  it('has one button, which leaves', async () => {
    const { body } = await raw(link, 'GET');
    expect(body.match(/<button/g)).toHaveLength(1);
    expect((await raw(link, 'POST', form, 'page=1')).body).toContain('You have unsubscribed');
    expect(await readLedger(db, reader.id)).toContainEqual(
      expect.objectContaining({ event: 'left', source: 'unsubscribe page', wording: 'leave/1' }),
    );
  });

  it('undoes for a day, and then no more', async () => {
    await raw(link, 'POST', form, 'page=1');
    expect((await raw(`${link}/undo`, 'POST')).status).toBe(200);
    expect(await state()).toBe('active');
    await raw(link, 'POST', form, 'page=1');
    clock.advance(25 * 3_600_000);
    expect((await raw(link, 'GET')).body).not.toContain('Undo');
    expect((await raw(`${link}/undo`, 'POST')).status).toBe(409);
    expect(await state()).toBe('unsubscribed');
  });

  it('keeps only some sections', async () => {
    const [first] = await people.sections();
    await raw(link, 'POST', form, 'page=1');
    const nothing = await raw(`${link}/keep`, 'POST', form, '');
    expect(nothing.status).toBe(400);
    expect(nothing.body).toContain('There is a problem');
    expect((await raw(`${link}/keep`, 'POST', form, `sections=${first}`)).status).toBe(200);
    expect(await people.find(reader.id)).toMatchObject({ state: 'active', choice: [first] });
  });

  it('keeps why, if it is told', async () => {
    await raw(link, 'POST', form, 'page=1');
    expect((await raw(`${link}/why`, 'POST', form, '')).status).toBe(400);
    expect((await raw(`${link}/why`, 'POST', form, 'why=<script>')).status).toBe(400);
    expect((await raw(`${link}/why`, 'POST', form, 'why=too-long')).body).toContain('Thank you');
    expect(await readLedger(db, reader.id)).toContainEqual(
      expect.objectContaining({ event: 'said why', reason: 'too-long' }),
    );
  });
});

describe('?section', () => {
  it('stops one section in one step, twice', async () => {
    const [first, ...others] = await people.sections();
    const url = `${link}?section=${first}`;
    expect((await raw(url, 'GET')).body).toContain('Stop sending me this section');
    expect((await raw(url, 'POST')).status).toBe(200);
    expect((await raw(url, 'POST')).status).toBe(200);
    expect(await people.find(reader.id)).toMatchObject({ state: 'active', choice: others });
  });

  it('leaves when it was the last', async () => {
    const [first] = await people.sections();
    reader = await people.active([first as SectionSlug]);
    const own = `${readerLinks(keys, site)(reader.id).unsubscribe}?section=${first}`;
    expect((await raw(own, 'GET')).body).toContain('the only section');
    expect((await raw(own, 'POST')).body).toContain('You have unsubscribed');
    expect(await state()).toBe('unsubscribed');
  });

  it('says so when there is no such section', async () => {
    expect((await raw(`${link}?section=nonsense`, 'GET')).status).toBe(404);
    expect((await raw(`${link}?section=nonsense`, 'POST')).status).toBe(404);
    expect(await state()).toBe('active');
  });
});
