import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canonicalJson, editionNumber, sectionSlug, sha256 } from '../../../src/core/index.ts';
import type { Snapshot } from '../../../src/editions/index.ts';
import { readyToSend } from '../../delivery/support/edition.ts';
import { openPostRoom, type PostRoom } from '../../delivery/support/post-room.ts';
import { signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());

test('the check says who gets the edition, by section, and how that has changed since the last one', async () => {
  const ed = await signedInBrowser(room.app, room.site, { roles: ['editor'] });
  const words = async (number: number) =>
    (await (await ed.get(`/desk/editions/${number}/check`)).text())
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  await room.readers('ann@example.org', 'bob@example.org');
  const first = await room.sendEdition();
  await room.db
    .updateTable('editions')
    .set({ state: 'published' })
    .where('number', '=', first as never)
    .execute();
  await room.readers('cid@example.org');
  await readyToSend(room.db, 2, 0);
  const text = await words(2);
  expect(text).toContain('3 readers, each one mail with only the sections they chose.');
  // The local SES has no limits here.
  expect(text).not.toContain('∞');
  expect(text).toContain('Section Readers Since edition 1');
  expect(text).toContain('alpha 3 1 more');
  expect(await words(1)).not.toContain('Since edition');
});

test('a section that the last edition had not is new: whoever takes everything did not get it then', async () => {
  const ed = await signedInBrowser(room.app, room.site, { roles: ['editor'] });
  await sql`INSERT INTO sections (slug, label, position) VALUES ('delta', 'delta', 9)`.execute(room.db);
  const { content } = await room.db
    .selectFrom('snapshots')
    .select('content')
    .where('edition_number', '=', editionNumber(2))
    .executeTakeFirstOrThrow();
  const two = JSON.parse(content) as Snapshot;
  const number = await insertEdition(room.db, 3, { state: 'sending' });
  const delta = { slug: sectionSlug('delta'), label: 'delta', description: '', articles: [] };
  const three = canonicalJson({ ...two, number, sections: [...two.sections, delta] });
  await room.db
    .insertInto('snapshots')
    .values({ edition_number: number, hash: sha256(three), content: three, created_at: new Date() })
    .execute();
  const words = async () =>
    (await (await ed.get('/desk/editions/3/check')).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const text = await words();
  expect(text).toContain('alpha 3 1 more');
  expect(text).toContain('delta 3 new');

  // What it was merged from stood in the last edition: that is no new section.
  await sql`UPDATE sections SET retired_at = now(), merged_into = (SELECT id FROM sections WHERE slug = 'delta') WHERE slug = 'alpha'`.execute(
    room.db,
  );
  expect(await words()).toContain('delta 3 1 more');
});
