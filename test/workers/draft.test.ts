import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { editionNumber } from '../../src/core/index.ts';
import { deliveryReport } from '../../src/delivery/index.ts';
import { buildHouse, type House } from '../kill/house.ts';
import { quarterly } from '../support/command.ts';
import { until } from '../support/until.ts';

const SAMPLE = fileURLToPath(new URL('../../sample/edition-06', import.meta.url));
const TO = 'first@example.com';
const folder = mkdtempSync(join(tmpdir(), 'quarterly-draft-'));
let house: House;
beforeAll(async () => {
  chmodSync(folder, 0o755);
  house = await buildHouse(1);
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true, force: true });
});

const command = (...args: string[]) => quarterly({ ...house.env, CHROMIUM: inject('chromium') }, ...args);
const subjects = () =>
  Promise.all(
    house.simulator
      .mails({ destination: TO })
      .map(async ({ id }) => (await PostalMime.parse(house.simulator.raw(id) ?? '')).subject),
  );

test('an edition is looked over before it is approved: by mail, on paper, and as most readers will get it', async () => {
  expect(await command('edition', 'import', SAMPLE)).toMatchObject({ status: 0 });
  expect(await command('deliveries', 'test', '6', '--to', TO)).toMatchObject({
    status: 1,
    err: expect.stringContaining('is planned'),
  });
  expect(await command('edition', 'assemble', '6')).toMatchObject({ status: 0 });

  // By mail: as a draft, and counted nowhere.
  expect(await command('deliveries', 'test', '6', '--to', TO)).toMatchObject({
    status: 0,
    out: '1 copy of the draft queued.\n',
  });
  await until(async () => (await subjects()).length === 1, 60_000);
  expect(await subjects()).toEqual([expect.stringMatching(/^\[Draft\] \S/)]);
  const report = () => deliveryReport(house.app.db, editionNumber(6));
  expect(await report()).toMatchObject({ planned: 0, sent: 0 });

  // On paper.
  const pdf = join(folder, 'draft.pdf');
  expect(await command('edition', 'pdf', '6', '--out', pdf)).toMatchObject({
    status: 1,
    err: expect.stringContaining('--draft'),
  });
  expect(await command('edition', 'pdf', '6', '--draft', '--out', pdf)).toMatchObject({ status: 0 });
  const bytes = readFileSync(pdf, 'latin1');
  expect(bytes.startsWith('%PDF-')).toBe(true);
  expect(bytes).toMatch(/\/Title (\(Draft: |<FEFF0044007200610066007400)/);

  // As most readers will get it.
  await addReaders();
  const out = join(folder, 'preview');
  const said = await command('edition', 'preview', '6', '--popular', '--out', out, '--json');
  const { choices } = JSON.parse(said.out);
  const all = JSON.parse((await command('edition', 'show', '6', '--json')).out).sections.map(
    ({ slug }: { slug: string }) => slug,
  );
  expect(choices.map(({ readers }: { readers: number }) => readers)).toEqual([7, 4, 3, 2, 1]);
  expect(choices[0].sections).toEqual(all);
  expect(choices[1].sections).toEqual([all[0]]);
  for (const { folder: own } of choices)
    for (const name of ['mail.html', 'mail.txt', 'mail.eml']) expect(existsSync(join(own, name))).toBe(true);
  const spoken = await command('edition', 'preview', '6', '--popular', '--out', out);
  expect(spoken.out).toMatch(/^7 readers$/m);
  expect(await command('edition', 'preview', '6', '--popular', '--sections', all[0])).toMatchObject({
    status: 2,
  });

  // Once it is approved a test is a test.
  expect(await command('edition', 'approve', '6', '--as', 'ed@example.org')).toMatchObject({ status: 0 });
  expect(await command('deliveries', 'test', '6', '--to', TO)).toMatchObject({ out: '1 copy queued.\n' });
  await until(async () => (await subjects()).length === 2, 60_000);
  expect((await subjects()).filter((subject) => subject?.startsWith('[Test] '))).toHaveLength(1);
  expect(await report()).toMatchObject({ planned: 0, sent: 0 });
}, 400_000);

/** Groups of readers by what they chose: numbers stand for sections of the edition, in its order. */
async function addReaders(): Promise<void> {
  const { rows: sections } = await sql<{ id: number }>`
    SELECT s.id FROM editions e, jsonb_array_elements(e.sections) WITH ORDINALITY AS one (section, place)
    JOIN sections s ON s.slug = one.section->>'slug' WHERE e.number = 6 ORDER BY place`.execute(house.app.db);
  const ids = sections.map(({ id }) => id);
  const groups: [number, number[] | 'all', string][] = [
    [5, 'all', 'active'],
    [2, ids, 'active'],
    [4, ids.slice(0, 1), 'active'],
    [3, ids.slice(1, 2), 'active'],
    [2, ids.slice(0, 2), 'active'],
    [1, ids.slice(2, 4), 'active'],
    [9, ids.slice(0, 1), 'unsubscribed'],
    [6, [], 'active'],
  ];
  for (const [at, [count, chosen, state]] of groups.entries()) {
    await sql`
      INSERT INTO subscribers (email, email_key, state, all_sections, sections, created_at, updated_at)
      SELECT ${`r${at}-`}::text || n || '@example.org', ${`r${at}-`}::text || n || '@example.org', ${state},
        ${chosen === 'all'}, ${chosen === 'all' ? [] : chosen}::int[], now(), now()
      FROM generate_series(1, ${count}::int) n`.execute(house.app.db);
  }
}
