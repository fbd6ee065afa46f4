import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { type Database, movableClock, parseEmailAddress, type Role } from '../../../src/core/index.ts';
import { findReader, readLedger } from '../../../subscribers/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { servedWeb } from '../../support/web.ts';

const clock = movableClock(new Date('2026-11-27T09:00:00Z'));
let db: Database;
let admin: DeskBrowser;
let ed: DeskBrowser;
beforeAll(async () => {
  db = (await freshDatabase()).db;
  const site = await servedWeb({ db, clock }, { languages: ['en', 'cy'] });
  const browser = (email: string, roles: Role[]) =>
    signedInBrowser({ db, clock }, site, { email, name: email.slice(0, 2), roles });
  admin = await browser('ad@example.org', ['admin']);
  ed = await browser('ed@example.org', ['editor']);
  await sql`INSERT INTO sections (slug, label, description, position) VALUES ('news', 'Announcements', '', 0)`.execute(
    db,
  );
});

/** A reader as an import makes them. */
async function reader(
  name: string,
  more: { state?: string; reason?: string; was?: string } = {},
): Promise<number> {
  const { state = 'active', reason = 'imported', was = 'active' } = more;
  const email = `${name}@example.org`;
  const { rows } = await sql<{ id: number }>`
    INSERT INTO subscribers (email, email_key, name, state, state_reason, all_sections, consent_at, consent_source, created_at, updated_at)
    VALUES (${email}, ${email}, '<b>Robin</b>', ${state}, ${reason}, true, '2026-01-05', 'form at the fair', '2026-01-05', now())
    RETURNING id`.execute(db);
  const id = Number(rows[0]?.id);
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
    VALUES (${id}, '2026-01-05', 'imported', 'imported', 'csv import', '{"sections":"all"}')`.execute(db);
  if (state === 'suppressed')
    await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
      VALUES (${id}, '2026-02-05', 'suppressed', ${reason}, 'amazon ses', ${JSON.stringify({ was })}::jsonb)`.execute(
      db,
    );
  return id;
}
const page = async (id: number, query = '') => (await admin.get(`/desk/subscribers/${id}${query}`)).text();
const newest = async () => (await listActs(db, { limit: 1 }))[0];
const now = (name: string) => findReader(db, parseEmailAddress(`${name}@example.org`));

test('it shows what is held and what happened, and looking is an act', async () => {
  const id = await reader('robin');
  const answer = await ed.get(`/desk/subscribers/${id}`);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  for (const words of [
    'robin@example.org</h1>',
    'They get each edition that has something in their sections.',
    '&lt;b&gt;Robin&lt;/b&gt;',
    'form at the fair',
    'csv import',
    'No edition has been sent yet.',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain('<b>');
  expect(await newest()).toMatchObject({
    act: 'reader.looked-at',
    subject: id,
    by: { name: 'ed' },
    params: {},
  });
  expect((await ed.get('/desk/subscribers/999999')).status).toBe(404);
});

test('why an edition did not come is said for the newest ones', async () => {
  const id = await reader('why');
  for (const number of [1, 2, 3])
    await sql`INSERT INTO editions (number, state, cover, title, publisher, mailbox, strapline, welcome, sections, created_at)
      VALUES (${number}, 'sent', 'May', 'Bulletin', 'Desk', 'desk@example.org', '', '', '[]', now())`.execute(
      db,
    );
  await sql`INSERT INTO plans (edition_number, planned, created_at)
    VALUES (1, 0, '2026-01-01'), (2, 1, '2026-03-01'), (3, 1, '2026-04-01')`.execute(db);
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, reason_code, reason_params, updated_at)
    VALUES (2, ${id}, 'skipped', 'reader-paused', '{}', '2026-03-01'), (3, ${id}, 'delivered', NULL, NULL, '2026-04-01')`.execute(
    db,
  );
  const html = await page(id);
  expect(html).toMatch(/Edition 3<\/dt><dd>Their mailbox took it/);
  expect(html).toMatch(/Edition 2<\/dt><dd>They were not sent it: they had paused the bulletin\./);
  expect(html).toMatch(/Edition 1<\/dt><dd>They were not sent it: they had not subscribed yet/);
  expect(html).toContain(`/desk/editions/3/preview?reader=${id}`);
});

test('an admin unsubscribes, suppresses and erases, each asked for first and on record', async () => {
  const id = await reader('leaver');
  const question = await (await admin.get(`/desk/subscribers/${id}/unsubscribe`)).text();
  expect(question).toContain('Unsubscribe leaver@example.org?');
  const left = await admin.post(`/desk/subscribers/${id}/unsubscribe`, {});
  expect(left.headers.get('location')).toBe(`/desk/subscribers/${id}?done=unsubscribe`);
  expect(await newest()).toMatchObject({ act: 'reader.unsubscribed', subject: id });
  expect((await now('leaver'))?.state).toBe('unsubscribed');
  expect(await page(id, '?done=unsubscribe')).toContain('Unsubscribed.');
  expect((await admin.post(`/desk/subscribers/${id}/unsubscribe`, {})).status).toBe(409);
  await admin.post(`/desk/subscribers/${id}/suppress`, {});
  expect((await now('leaver'))?.state).toBe('suppressed');
  expect(await newest()).toMatchObject({ act: 'reader.suppressed', subject: id });
  expect(await (await admin.get(`/desk/subscribers/${id}/erase`)).text()).toContain('This cannot be undone');
  await admin.post(`/desk/subscribers/${id}/erase`, {});
  expect(await now('leaver')).toBeUndefined();
  expect(await newest()).toMatchObject({ act: 'reader.erased', subject: id });
  const gone = await page(id);
  expect(gone).toContain(`Reader ${id}</h1>`);
  expect(gone).not.toContain('leaver@example.org');
  expect(gone).not.toContain('At their wish');
  const sources = (await readLedger(db, id as never)).map(({ event, source }) => `${event}: ${source}`);
  expect(sources.slice(1)).toEqual(['left: desk', 'suppressed: desk', 'erased: desk']);
});

test('a suppression is lifted with a reason where mail goes on, and only for who was active', async () => {
  const id = await reader('bounced', { state: 'suppressed', reason: 'hard bounce' });
  expect(await page(id)).toContain('because of a mail that came back for good');
  const asked = await (await admin.get(`/desk/subscribers/${id}/lift`)).text();
  expect(asked).toContain('Mail goes on as before');
  const none = await admin.post(`/desk/subscribers/${id}/lift`, { next: '', reason: 'A & B' });
  expect(none.status).toBe(400);
  const again = await none.text();
  expect(again).toMatch(/href="#next"[^>]*>Choose what happens then/);
  expect(again).toContain('A &amp; B');
  expect(await (await admin.post(`/desk/subscribers/${id}/lift`, { next: 'go-on' })).text()).toContain(
    'Say why mail may go on',
  );
  expect(
    (await admin.post(`/desk/subscribers/${id}/lift`, { next: 'go-on', reason: 'The mailbox works' })).status,
  ).toBe(303);
  expect((await now('bounced'))?.state).toBe('active');
  expect(await page(id)).toContain('The mailbox works');
  const left = await reader('left-first', { state: 'suppressed', reason: 'complaint', was: 'unsubscribed' });
  expect(await (await admin.get(`/desk/subscribers/${left}/lift`)).text()).not.toContain(
    'Mail goes on as before',
  );
  expect((await admin.post(`/desk/subscribers/${left}/lift`, { next: 'go-on', reason: 'x' })).status).toBe(
    409,
  );
  expect((await admin.post(`/desk/subscribers/${left}/lift`, { next: 'sign-up' })).status).toBe(303);
  expect((await now('left-first'))?.state).toBe('unsubscribed');
});

test('the preferences link is mailed again, ten times a day at most', async () => {
  const id = await reader('lost');
  for (let sent = 0; sent < 10; sent += 1)
    expect((await admin.post(`/desk/subscribers/${id}/link`, {})).status).toBe(303);
  expect(await newest()).toMatchObject({ act: 'reader.link-sent', subject: id });
  expect(await page(id, '?done=link')).toContain('on its way to them');
  const mails = await db
    .selectFrom('notices')
    .select('kind')
    .where('subscriber_id', '=', id as never)
    .execute();
  expect(mails).toHaveLength(10);
  const refused = await admin.post(`/desk/subscribers/${id}/link`, {});
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('ten such links within a day');
});

test('a reader is written to in another language of the publication, on record, and in no other', async () => {
  const id = await reader('cymraes');
  expect(await page(id)).toContain('Write to them in Welsh (cy)');
  expect((await admin.post(`/desk/subscribers/${id}/language`, { language: 'cy' })).status).toBe(303);
  expect(await newest()).toMatchObject({
    act: 'reader.language-changed',
    subject: id,
    params: { language: 'cy' },
  });
  const html = await page(id, '?done=language');
  expect(html).toContain('in that language from now on');
  expect(html).toContain('Write to them in English (en)');
  expect(html).toContain('language changed');
  expect((await admin.post(`/desk/subscribers/${id}/language`, { language: 'fr' })).status).toBe(400);
});

test('an editor sees a reader and changes nothing', async () => {
  const id = await reader('safe');
  const html = await (await ed.get(`/desk/subscribers/${id}`)).text();
  expect(html).not.toContain('At their wish');
  expect(html).not.toContain('What the desk did');
  for (const act of ['unsubscribe', 'suppress', 'erase', 'lift']) {
    expect((await ed.get(`/desk/subscribers/${id}/${act}`)).status).toBe(403);
    expect((await ed.post(`/desk/subscribers/${id}/${act}`, {})).status).toBe(403);
  }
  for (const post of ['link', 'language'])
    expect((await ed.post(`/desk/subscribers/${id}/${post}`, { language: 'cy' })).status).toBe(403);
  expect((await now('safe'))?.state).toBe('active');
});
