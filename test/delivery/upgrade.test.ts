import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { type Database, movableClock } from '../../src/core/index.ts';
import { openEditionMail } from '../../src/delivery/index.ts';
import { approveEdition, assembleEdition, importEditionFolder } from '../../src/editions/index.ts';
import { loadTheme, renderEdition } from '../../src/rendering/index.ts';
import { editor } from '../support/actors.ts';
import { bell } from '../support/bell.ts';
import { freshDatabase } from '../support/database.ts';

const clock = movableClock(new Date('2026-08-04T09:00:00Z'));
const rendering = { publicUrl: 'https://bulletin.example.org', theme: loadTheme('standard') };
const here = { publicUrl: rendering.publicUrl, rendering };
let db: Database;

beforeAll(async () => {
  ({ db } = await freshDatabase());
});

test('compiled mail of another version, or with other options, is rendered again by itself and left to who made it', async () => {
  const folder = new URL('../../sample/edition-07', import.meta.url).pathname;
  const { edition } = await importEditionFolder({ db, clock }, folder, editor());
  await assembleEdition({ db, clock }, edition, editor());
  await approveEdition({ db, clock, queue: bell() }, edition, editor('editor@example.org'));
  await renderEdition({ db, clock }, edition, rendering);
  // As an earlier version has left it: another inner shape, under a hash of its own.
  await sql`UPDATE renderings SET options_hash = 'of another version', compiled = '{"mail":{"version":0}}'`.execute(
    db,
  );
  clock.advance(1_000);
  const elsewhere = { ...rendering, publicUrl: 'https://elsewhere.example.org' };
  await renderEdition({ db, clock }, edition, elsewhere);

  const mail = await openEditionMail({ db, clock }, here, edition);
  const { html } = mail.variant(mail.slugs);
  expect(html).toContain('https://bulletin.example.org/editions/7');
  expect(html).not.toContain('elsewhere.example.org');
  const { rows } = await sql<{ compiled: unknown }>`
    SELECT compiled FROM renderings WHERE options_hash = 'of another version'`.execute(db);
  expect(rows).toEqual([{ compiled: { mail: { version: 0 } } }]);
});
