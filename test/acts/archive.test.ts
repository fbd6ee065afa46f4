import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cameOf, deliverConsequences, listActs } from '../../src/acts/index.ts';
import { hubSaid } from '../../src/compose/hub-said.ts';
import { performers } from '../../src/compose/performers.ts';
import { loadConfig } from '../../src/config.ts';
import { type ActName, editionNumber, silentLog } from '../../src/core/index.ts';
import { correctArticle, putBackArticle, takeDownArticle } from '../../src/publishing/index.ts';
import { openedArchive } from '../publishing/archive.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';

const edition = editionNumber(6);
const by = editor();
let archive: Awaited<ReturnType<typeof openedArchive>>;
let article: string;
let hub: string;
let heard = 0;

beforeAll(async () => {
  archive = await openedArchive();
  const row = await archive.db
    .selectFrom('published_articles')
    .select('slug')
    .where('edition_number', '=', edition)
    .executeTakeFirstOrThrow();
  article = row.slug;
  const server = createServer((_, answer) => {
    heard += 1;
    answer.writeHead(202).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  afterAll(() => server.close());
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
beforeEach(async () => {
  await deliver();
  heard = 0;
});

const deps = () => ({ db: archive.db, clock: archive.clock, queue: bell(), log: silentLog });
/** What a worker does that comes by after the process which acted has died. */
const delivery = (url = hub) => {
  const config = loadConfig({ WEBSUB_HUB: url });
  return { ...deps(), performers: performers({ ...deps(), config }) };
};
const deliver = (url?: string) => deliverConsequences(delivery(url));
const ports = () => ({ ...deps(), render: async () => {}, interrupt: async () => {} });

const ACTS: [ActName, () => Promise<unknown>][] = [
  [
    'edition.article-corrected',
    () => correctArticle(deps(), { edition, article, content: { summary: 'Other.' }, note: 'A word.', by }),
  ],
  [
    'edition.article-taken-down',
    () => takeDownArticle(ports(), { edition, article, reason: 'It names a witness.', by }),
  ],
  ['edition.article-put-back', () => putBackArticle(ports(), { edition, article, by })],
];

test.each(ACTS)('%s is on record, and the hub is told of it, once', async (name, act) => {
  await act();
  expect(heard).toBe(0);
  await deliver();
  await deliver();
  expect(heard).toBe(1);
  const [latest] = await listActs(archive.db, { edition, limit: 1 });
  expect(latest).toMatchObject({ act: name, by, subject: edition });
  const said = latest?.consequences.find((one) => one.name === 'announce-feeds');
  expect(said?.outcome).toEqual({ code: 'hub-told', params: { feeds: expect.any(Number) } });
  expect(JSON.stringify(latest?.params)).not.toContain('witness');
});

test('who has acted can say what came of it; a hub that is away stops nothing', async () => {
  await takeDownArticle(ports(), { edition, article, reason: 'It names a witness.', by });
  const of = { act: 'edition.article-taken-down', subject: edition, name: 'announce-feeds' } as const;
  expect(await cameOf(delivery('http://127.0.0.1:9/'), of)).toMatchObject({ code: 'hub-silent' });
  await deliver();
  expect(heard).toBe(0);
  expect(await cameOf(delivery(), { ...of, subject: 99 })).toBeUndefined();
});

test('where there is no hub, what follows is done by who has acted all the same', async () => {
  await putBackArticle(ports(), { edition, article, by });
  const config = loadConfig({});
  expect(await hubSaid({ ...deps(), config }, 'edition.article-put-back', edition)).toBeUndefined();
  const [latest] = await listActs(archive.db, { edition, limit: 1 });
  expect(latest?.consequences.filter(({ doneAt }) => doneAt === null)).toEqual([]);
});
