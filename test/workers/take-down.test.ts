import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliveryReport } from '../../src/delivery/index.ts';
import { sendTellingJob } from '../../src/jobs/index.ts';
import { addReaders, approvedEdition, buildHouse, type House } from '../kill/house.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const READERS = 400;
let house: House;

beforeAll(async () => {
  house = await buildHouse(2, { rate: 25 });
  await addReaders(house.app, READERS);
});
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
});

test('a correction is told, once and after approval, to those whose mail held the article and who still read us', async () => {
  const { db } = house.app;
  const edition = await approvedEdition(house, 2);
  await db.deleteFrom('notices').execute();
  await db.updateTable('subscribers').set({ state: 'unsubscribed' }).execute();
  const sections = await db.selectFrom('sections').select(['id', 'slug']).orderBy('id').execute();
  const idOf = (slug: string) => sections.find((one) => one.slug === slug)?.id ?? (0 as never);
  const at = new Date();
  const readers = {
    all: { all_sections: true, sections: [] },
    alpha: { all_sections: false, sections: [idOf('alpha')] },
    changed: { all_sections: false, sections: [idOf('alpha')] },
    late: { all_sections: false, sections: [idOf('beta')] },
    text: { all_sections: false, sections: [idOf('alpha')], format: 'text' as const },
    gone: { all_sections: false, sections: [idOf('alpha')] },
  };
  for (const [name, reader] of Object.entries(readers)) {
    const email = `${name}@readers.example.org`;
    const row = {
      ...reader,
      email,
      email_key: email,
      state: 'active' as const,
      created_at: at,
      updated_at: at,
    };
    await db.insertInto('subscribers').values(row).execute();
  }
  expect(await command('edition', 'send', '2')).toMatchObject({ status: 0 });
  const state = async () =>
    (await db.selectFrom('editions').select('state').where('number', '=', edition).executeTakeFirst())?.state;
  await until(async () => (await state()) === 'published', 120_000);
  const shown = JSON.parse((await command('edition', 'show', '2', '--json')).out);
  const [{ slug, headline }] = shown.sections.find((one: { slug: string }) => one.slug === 'alpha').articles;
  const tell = (...more: string[]) => command('edition', 'tell', '2', slug, ...more);
  expect(await tell('--as', 'ed@example.org')).toMatchObject({
    status: 1,
    err: expect.stringContaining('neither corrected nor taken down'),
  });

  const set = (name: string, change: object) =>
    db.updateTable('subscribers').set(change).where('email', '=', `${name}@readers.example.org`).execute();
  await set('changed', { sections: [idOf('beta')] });
  await set('late', { sections: [idOf('alpha')] });
  await set('gone', { state: 'unsubscribed' });
  const file = join(mkdtempSync(join(tmpdir(), 'quarterly-tell-')), 'new.md');
  writeFileSync(file, '---\nsummary: On the 12th, not on the 14th.\n---\n');
  const note = 'We gave a wrong day.';
  const correct = [
    'edition',
    'correct',
    '2',
    slug,
    '--file',
    file,
    '--note',
    note,
    '--as',
    'ed@example.org',
    '--yes',
  ];
  expect(await command(...correct)).toMatchObject({ status: 0 });
  expect(await tell('--approve', '--as', 'boss@example.org')).toMatchObject({
    status: 1,
    err: expect.stringContaining('Nobody has asked'),
  });
  const asked = await tell('--as', 'ed@example.org');
  expect(asked.out).toContain('To 4 readers whose mail held it');
  expect(asked.out).toContain(note);
  house.simulator.clear();
  expect(await tell('--approve', '--as', 'boss@example.org')).toMatchObject({
    status: 0,
    out: 'Approved: 4 readers are told now.\n',
  });
  await until(async () => (await db.selectFrom('tellings').select('state').execute())[0]?.state === 'sent');
  const told = house.simulator
    .mails()
    .filter(({ destinations }) => !destinations[0]?.startsWith('bulletin@'));
  const to = told.map(({ destinations }) => destinations[0]?.split('@')[0]).sort();
  expect(to).toEqual(['all', 'alpha', 'changed', 'text']);
  for (const { id, destinations } of told) {
    const { subject, html, text, headers } = await PostalMime.parse(house.simulator.raw(id) ?? '');
    expect(subject).toBe(`Correction: ${headline}`);
    expect(text).toContain(note);
    expect(html === undefined).toBe(destinations[0]?.startsWith('text@'));
    const header = (key: string) => headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe')).toMatch(/^<https:\/\/bulletin\.example\.org\/unsubscribe\/[^~]+>$/);
    expect(text).toContain(header('list-unsubscribe')?.slice(1, -1));
  }

  // A second bell, a second approval and a second question tell nobody again.
  const { id } = await db.selectFrom('tellings').select('id').executeTakeFirstOrThrow();
  await house.app.queue.enqueue(sendTellingJob, { tellingId: id });
  expect(await tell('--approve', '--as', 'boss@example.org')).toMatchObject({
    status: 1,
    err: expect.stringContaining('told of this change already'),
  });
  expect((await tell()).out).toContain('4 sent, 0 to go');
  expect(
    house.simulator.mails().filter(({ destinations }) => destinations[0]?.includes('@readers')),
  ).toHaveLength(4);
});
