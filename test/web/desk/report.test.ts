import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listActs } from '../../../src/acts/index.ts';
import { type EditionNumber, editionNumber } from '../../../src/core/index.ts';
import { deliveryFigures, deliveryReport, mailsByLanguage } from '../../../src/delivery/index.ts';
import { leave, tellWhy } from '../../../subscribers/index.ts';
import { eventAbout, how, openPostRoom, type PostRoom } from '../../delivery/support/post-room.ts';
import { type DeskBrowser, signedInBrowser } from '../../support/desk.ts';
import { insertEdition } from '../../support/edition.ts';

let room: PostRoom;
let boss: DeskBrowser;
let ed: DeskBrowser;
let number: EditionNumber;
beforeAll(async () => {
  room = await openPostRoom();
  boss = await signedInBrowser(room.app, room.site, { email: 'boss@example.org', roles: ['approver'] });
  ed = await signedInBrowser(room.app, room.site, { email: 'ed@example.org', roles: ['editor'] });
  await room.readers('ann@north.example.org', 'bob@north.example.org', 'cid@south.example.org');
  await room.readers('dan@south.example.org', 'eve@east.example.org', 'fay@west.example.org');
  await sql`UPDATE subscribers SET paused_until = now() + interval '3 days' WHERE email LIKE 'fay@%'`.execute(
    room.db,
  );
});
afterAll(() => room.close());

const at = (rest = '') => `/desk/editions/${number}/report${rest}`;
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const page = async (who = boss) => (await who.get(at())).text();

test('before it is sent the page says so, and there is no file', async () => {
  await insertEdition(room.db, 90, { state: 'planned' });
  const html = await (await ed.get('/desk/editions/90/report')).text();
  expect(html).toContain('<h1>Report of edition 90</h1>');
  expect(html).toContain('Nothing has been sent yet');
  expect(html).not.toContain('Download CSV');
  expect((await ed.post('/desk/editions/90/report/csv', {})).status).toBe(409);
  expect((await ed.get('/desk/editions/91/report')).status).toBe(404);
});

test('it counts what the events told, by section, by domain and over time, and why people left', async () => {
  await sql`UPDATE subscribers SET language = 'cy' WHERE email LIKE '%@south.example.org'`.execute(room.db);
  number = editionNumber(await room.sendEdition());
  await room.post(eventAbout(room.mailTo('ann@north.example.org'), 'Delivery'));
  await room.post(
    eventAbout(room.mailTo('bob@north.example.org'), 'Bounce', {
      bounceType: 'Permanent',
      bounceSubType: 'General',
    }),
  );
  await room.post(eventAbout(room.mailTo('cid@south.example.org'), 'Complaint'));
  await room.settle();
  room.clock.advance(60_000);
  const ann = await room.reader('ann@north.example.org');
  if (!ann) throw new Error('Ann is no reader.');
  await leave(room.app, ann.id, how);
  await tellWhy(room.app, ann.id, { why: 'too-long', how });

  const html = await page();
  const text = words(html);
  expect(text).toContain('Of 6 readers Sent 5 Delivered 3 (60.0 %) Bounced 1 (20.0 %) Complained 1 (20.0 %)');
  expect(text).toContain('Skipped 1');
  expect(text).toContain('north.example.org 2 1 1 0 0');
  expect(text).toContain('south.example.org 2 1 0 1 0');
  expect(text).toMatch(/By section .* alpha 5 3 1 1 0/);
  expect(html).toMatch(/<svg[^>]+role="img" aria-label="When the mails went, and what became of them"/);
  expect(html).not.toContain(' style=');
  expect(text).toContain('It is too long 1');
  expect(html).not.toContain('ann@');
  expect(text).not.toContain('By language');
  expect(await mailsByLanguage(room.db, number, ['en', 'cy'])).toEqual([
    { language: 'en', sent: 3, delivered: 2, bounced: 1, complained: 0, unknown: 0 },
    { language: 'cy', sent: 2, delivered: 1, bounced: 0, complained: 1, unknown: 0 },
  ]);
});

test('what one reading of the mails counts is what counting them one by one gives', async () => {
  const edition = editionNumber(95);
  await insertEdition(room.db, 95, { state: 'sending' });
  const slugs = (await room.db.selectFrom('sections').select('slug').orderBy('id').execute()).map(
    ({ slug }) => slug,
  );
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, reason_code, reason_params, through, choice, sent_at, updated_at)
    SELECT 95, CASE WHEN n <= 6 THEN (SELECT id FROM subscribers ORDER BY id OFFSET n - 1 LIMIT 1) ELSE 1000 + n END, state,
      CASE WHEN state IN ('skipped', 'rejected') AND n % 3 > 0 THEN 'refused' END,
      CASE WHEN n % 3 > 0 THEN jsonb_build_object('said', 'no ' || n % 2) END, CASE WHEN n % 7 > 0 THEN 'simulator' END,
      (ARRAY['{}', '{1}', '{1,2}', NULL])[1 + n % 4]::integer[],
      CASE WHEN state IN ('accepted', 'delivered', 'bounced', 'complained') THEN '2026-10-24T22:58:30Z'::timestamptz + n * n * interval '1 second' END, now()
    FROM generate_series(1, 200) n, LATERAL (SELECT (ARRAY['planned', 'calling', 'accepted', 'rejected', 'unknown', 'skipped',
      'delivered', 'delivered', 'bounced', 'complained'])[1 + n * n % 10 + n % 2 * 3 % 10] AS state) one WHERE state IS NOT NULL`.execute(
    room.db,
  );
  await sql`INSERT INTO plans (edition_number, planned, created_at) SELECT 95, count(*), now() FROM deliveries WHERE edition_number = 95`.execute(
    room.db,
  );
  await sql`INSERT INTO leases (id, edition_number, expires_at, claimed_from, claimed_to)
    VALUES ('one', 95, now() + interval '1 hour', 1000, 1100), ('two', 95, now() + interval '1 hour', 1090, 1120), ('gone', 95, now() - interval '1 hour', 1, 9999)`.execute(
    room.db,
  );
  const mails = await room.db
    .selectFrom('deliveries')
    .selectAll()
    .where('edition_number', '=', edition)
    .execute();
  const isClaimed = ({ state, subscriber_id: id }: (typeof mails)[number]) =>
    state === 'planned' && id >= 1000 && id <= 1120;
  const naive = (some: typeof mails) => ({
    sent: some.filter(({ state }) => ['accepted', 'delivered', 'bounced', 'complained'].includes(state))
      .length,
    ...Object.fromEntries(
      ['delivered', 'bounced', 'complained', 'unknown'].map((state) => [
        state,
        some.filter((one) => one.state === state).length,
      ]),
    ),
  });
  const { report, by } = await deliveryFigures(room.db, {
    edition,
    sections: slugs,
    timeZone: 'Europe/London',
  });
  for (const [state, count] of Object.entries(report.states))
    expect([state, count]).toEqual([
      state,
      mails.filter((mail) => (isClaimed(mail) ? 'claimed' : mail.state) === state).length,
    ]);
  expect(report.states.claimed).toBeGreaterThan(0);
  expect(report).toMatchObject(await deliveryReport(room.db, edition, 'page'));
  const ids = new Map(
    (await room.db.selectFrom('sections').select(['id', 'slug']).execute()).map(({ id, slug }) => [slug, id]),
  );
  for (const { slug, ...counts } of by.sections)
    expect([slug, counts]).toEqual([
      slug,
      naive(
        mails.filter(
          ({ choice }) => choice && (choice.length === 0 || choice.some((id) => id === ids.get(slug))),
        ),
      ),
    ]);
  // Eleven hours, in which the clocks go back: bins of an hour by the clock on the wall.
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const hourOf = (time: Date) => `${wall.format(time).slice(0, 13).replace(' ', 'T')}:00`;
  expect(by.times.minutes).toBe(60);
  for (const { at: hour, ...counts } of by.times.bins)
    expect([hour, counts]).toEqual([
      hour,
      naive(mails.filter(({ sent_at: time }) => time && hourOf(new Date(time.toString())) === hour)),
    ]);
  expect(by.times.bins.reduce((sum, { sent }) => sum + sent, 0)).toBe(report.sent);
  const domains = by.domains.reduce((sum, { sent, unknown }) => sum + sent + unknown, 0);
  const known = await room.db.selectFrom('subscribers').select('id').execute();
  const { sent, unknown } = naive(
    mails.filter(({ subscriber_id: id }) => known.some((one) => one.id === id)),
  ) as Record<string, number>;
  expect(domains).toBe((sent ?? 0) + (unknown ?? 0));
});

test('who undid it within the day has not left', async () => {
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source)
    SELECT id, now() + interval '1 hour', 'came back', 'undo', 'unsubscribe page' FROM subscribers WHERE email LIKE 'ann@%'`.execute(
    room.db,
  );
  expect(await page()).toContain('Nobody whose latest mail this is has left');
});

test('the same as a file, in which no spreadsheet finds a formula; taking it is on record', async () => {
  await sql`UPDATE subscribers SET email_key = 'eve@=cmd|calc' WHERE email LIKE 'eve@%'`.execute(room.db);
  const response = await ed.post(at('/csv'), {});
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain(`edition-${number}-report.csv`);
  const file = await response.text();
  const lines = file.trim().split('\r\n');
  expect(lines[0]).toBe('edition,part,name,what,count');
  expect(lines).toContain(`${number},total,,sent,5`);
  expect(lines).toContain(`${number},domain,'=cmd|calc,sent,1`);
  expect(file).not.toMatch(/(^|,)[=+\-@]/m);
  const acts = await listActs(room.db, { edition: number, limit: 10 });
  expect(acts.find(({ act }) => act === 'edition.report-exported')?.params).toEqual({
    lines: lines.length - 1,
  });
});

test('mails in doubt are decided by who may: they go again, or are closed', async () => {
  const doubt = () =>
    sql`UPDATE deliveries SET state = 'unknown', reason = NULL, reason_code = NULL WHERE edition_number = ${number}
      AND subscriber_id IN (SELECT id FROM subscribers WHERE email LIKE 'dan@%' OR email LIKE 'eve@%')`.execute(
      room.db,
    );
  const states = async () =>
    (
      await room.db.selectFrom('deliveries').select('state').where('edition_number', '=', number).execute()
    ).map(({ state }) => state);
  await doubt();
  expect(await page(ed)).not.toContain(`${at('/doubt')}"`);
  expect((await ed.get(at('/doubt'))).status).toBe(403);
  expect((await ed.post(at('/doubt'), { do: 'resend' })).status).toBe(403);
  expect(await page()).toContain(`${at('/doubt')}"`);
  const asked = await (await boss.get(at('/doubt'))).text();
  expect(asked).toContain('get it a second time');
  expect(asked).not.toContain('dan@');
  expect((await boss.post(at('/doubt'), { do: '' })).status).toBe(400);
  const shown = /name="shown" value="(\w+)"/.exec(asked)?.[1] ?? '';
  await sql`UPDATE deliveries SET state = 'accepted' WHERE edition_number = ${number}
    AND subscriber_id IN (SELECT id FROM subscribers WHERE email LIKE 'dan@%')`.execute(room.db);
  const changed = await boss.post(at('/doubt'), { do: 'resend', shown });
  expect(changed.status).toBe(409);
  expect(await changed.text()).toContain('has changed since you loaded this page, so nothing was done');
  await doubt();
  const [mail = ''] = /(?<=name="mail" value=")\d+/.exec(asked) ?? [];
  expect((await ed.post(at('/doubt'), { do: 'close', mail })).status).toBe(403);
  const one = await boss.post(at('/doubt'), { do: 'close', mail, shown: 'of before' });
  expect([one.status, one.headers.get('location')]).toEqual([303, at('/doubt?done=close')]);
  expect((await states()).filter((state) => state === 'unknown')).toHaveLength(1);
  const late = await boss.post(at('/doubt'), { do: 'resend', mail });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('This mail is not in doubt, so nothing was done');
  expect((await listActs(room.db, { edition: number, limit: 1 }))[0]?.params).toEqual({
    mails: 1,
    delivery: Number(mail),
  });
  await doubt();
  expect((await boss.post(at('/doubt'), { do: 'resend', shown })).status).toBe(303);
  expect((await states()).filter((state) => state === 'planned')).toHaveLength(2);
  await doubt();
  expect((await boss.post(at('/doubt'), { do: 'close' })).status).toBe(303);
  expect((await states()).filter((state) => state === 'skipped')).toHaveLength(3);
  expect(await (await boss.get(at('/doubt'))).text()).toContain('None is in doubt');
});

test('of mails that are numbers only the totals stay', async () => {
  await sql`WITH gone AS (DELETE FROM deliveries WHERE edition_number = ${number} RETURNING state)
    INSERT INTO delivery_totals (edition_number, state, mails) SELECT ${number}, state, count(*) FROM gone GROUP BY state`.execute(
    room.db,
  );
  await sql`UPDATE plans SET folded_before = '2026-11-01' WHERE edition_number = ${number}`.execute(room.db);
  const text = words(await page());
  expect(text).toContain('6 mails of before 2026-11-01 are no longer recorded one by one');
  expect(text).toContain('Delivered 1 (');
  expect(text).not.toContain('By recipient domain');
});
