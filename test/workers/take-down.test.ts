import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveryReport } from '../../src/delivery/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const READERS = 400;
let house: House;

beforeAll(async () => {
  house = await buildHouse(2, { rate: 25 });
  await addReaders(house, READERS);
}, 240_000);
afterAll(() => house?.close());

const command = (...args: string[]) => quarterly(house.env, ...args);

test('mails that have not gone leave out what was taken down meanwhile, and nobody is left out or told twice', async () => {
  const edition = await approvedEdition(house, 1);
  const shown = JSON.parse((await command('edition', 'show', '1', '--json')).out);
  const { slug, headline } = shown.sections[1].articles[0];
  expect(await command('edition', 'send', '1')).toMatchObject({ status: 0 });
  await until(async () => house.simulator.mails().length >= 30);
  const down = await command(
    'edition',
    'take-down',
    '1',
    slug,
    '--reason',
    'A wrong number.',
    '--as',
    'ed@example.org',
  );
  expect(down, down.err).toMatchObject({ status: 0, out: expect.stringContaining('leave it out') });
  const gone = house.simulator.mails().length;
  expect(gone).toBeLessThan(READERS);
  await until(async () => (await deliveryReport(house.app.db, edition)).open === 0, 120_000);
  await until(async () => house.simulator.mails().length === READERS, 120_000);
  const mails = house.simulator.mails();
  expect(new Set(mails.map(({ destinations }) => destinations[0])).size).toBe(READERS);
  const texts = await Promise.all(
    mails.map(async ({ id }) => {
      const { html, text } = await PostalMime.parse(house.simulator.raw(id) ?? '');
      return `${html}${text}`;
    }),
  );
  const held = texts.map((text) => text.includes(headline) || text.includes(slug));
  expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(30);
  // Those that were at Amazon SES while it was taken down may be either.
  const last = held.lastIndexOf(true);
  expect(last).toBeLessThan(gone + 2 * 12 * 2);
  expect(held.slice(last + 1)).toEqual(Array(READERS - last - 1).fill(false));
  expect(texts.every((text) => text.includes(shown.sections[0].articles[0].headline))).toBe(true);

  const report = JSON.parse((await command('edition', 'show', '1', '--json')).out);
  expect(report.takenDown).toEqual([
    expect.objectContaining({ slug, headline, reason: 'A wrong number.', by: 'ed@example.org' }),
  ]);
  const article = (
    await house.app.db.selectFrom('articles').select('id').where('slug', '=', slug).execute()
  )[0];
  expect(await command('articles', 'withdraw', String(article?.id))).toMatchObject({
    status: 1,
    err: expect.stringContaining(`quarterly edition take-down 1 ${slug}`),
  });
}, 240_000);
