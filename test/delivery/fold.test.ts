import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, type EditionNumber, editionNumber } from '../../src/core/index.ts';
import { deliveryReport, planAgain, planDeliveries, retainMail } from '../../src/delivery/index.ts';
import { askTelling } from '../../src/delivery/notices/tell.ts';
import {
  copyAsCsv,
  copyAsJson,
  endSoftBounces,
  eraseAddress,
  giveCopy,
  showAddress,
} from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { address, eventAbout, how, openPostRoom, type PostRoom } from './support/post-room.ts';

const YEAR = 400;
let room: PostRoom;
let edition: EditionNumber;

beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());

/** So many days from now. */
const clockIn = (days: number) => ({ now: () => new Date(Date.now() + days * DAY_MS) });
const retainIn = (days: number) =>
  retainMail({ db: room.db, clock: clockIn(days), beforeFold: endSoftBounces }, YEAR);
const rowsOf = (number: number) =>
  room.db
    .selectFrom('deliveries')
    .selectAll()
    .where('edition_number', '=', editionNumber(number))
    .orderBy('id')
    .execute();
const finish = (number: number) =>
  sql`UPDATE runs SET state = 'succeeded', finished_at = now() WHERE edition_number = ${number}`.execute(
    room.db,
  );

test('the record of single mails becomes totals after its time: the report says what it said, with how many are numbers', async () => {
  await room.readers(...['ann', 'bob', 'cid', 'dan', 'eve'].map((name) => `${name}@example.org`));
  await sql`UPDATE subscribers SET paused_until = now() + interval '3 days' WHERE email = 'eve@example.org'`.execute(
    room.db,
  );
  edition = editionNumber(await room.sendEdition());
  await room.post(eventAbout(room.mailTo('ann@example.org'), 'Delivery'));
  await room.post(
    eventAbout(room.mailTo('bob@example.org'), 'Bounce', {
      bounceType: 'Transient',
      bounceSubType: 'MailboxFull',
    }),
  );
  await room.settle();
  await sql`UPDATE deliveries SET state = 'rejected', reason = 'refused', reason_code = 'refused',
    reason_params = '{"said": "no mailbox dan@example.org"}' WHERE subscriber_id = (SELECT id FROM subscribers WHERE email = 'dan@example.org')`.execute(
    room.db,
  );
  await finish(edition);
  const before = await deliveryReport(room.db, edition);
  expect(before).toMatchObject({
    planned: 5,
    done: true,
    sent: 3,
    states: { bounced: 1, skipped: 1, rejected: 1 },
  });

  expect(await retainIn(YEAR - 1)).toMatchObject({ deliveries: 0 });
  expect(await retainIn(YEAR + 1)).toMatchObject({ deliveries: 5 });
  expect(await rowsOf(edition)).toEqual([]);
  const { folded, rejectedBy, ...after } = await deliveryReport(room.db, edition);
  const { rejectedBy: _, ...said } = before;
  expect(after).toEqual(said);
  expect(rejectedBy).toEqual({ '(address removed)': 1 });
  expect(folded).toEqual({ mails: 5, before: expect.any(Date) });
  expect(await retainIn(YEAR + 2)).toMatchObject({ deliveries: 0 });
  expect(await deliveryReport(room.db, edition)).toMatchObject(said);
});

test('a folded edition is never planned again, by no version, and none of its readers is told', async () => {
  await room.readers('fay@example.org');
  await expect(planAgain(room.app, { edition, by: editor() })).rejects.toThrow(
    'no longer recorded one by one',
  );
  await sql`UPDATE plans SET stale = true WHERE edition_number = ${edition}`.execute(room.db);
  await expect(planDeliveries(room.app, edition)).rejects.toThrow('no longer recorded one by one');
  // What an older process writes when it plans.
  await expect(
    sql`UPDATE plans SET planned = 6, stale = false WHERE edition_number = ${edition}`.execute(room.db),
  ).rejects.toThrow('not planned again');
  await sql`UPDATE plans SET stale = true WHERE edition_number = ${edition}`.execute(room.db);
  const change = { edition, article: 'a', section: 'alpha', about: 'x', content: { headline: 'H' } };
  await expect(askTelling(room.app, change as never, editor())).rejects.toThrow('cannot be told');
  expect(await rowsOf(edition)).toEqual([]);
});

test('each reader is told from when on mails are recorded; one who came later is told nothing', async () => {
  const shown = await showAddress(room.app, address('ann@example.org'));
  expect(shown).toMatchObject({ deliveries: [], recordedFrom: expect.any(Date) });
  const copy = await giveCopy(room.app, shown.reader?.id ?? (0 as never), how);
  const day = shown.recordedFrom?.toISOString().slice(0, 10);
  const note = `Mails before ${day} are no longer recorded one by one.`;
  expect(JSON.parse(copyAsJson(copy))).toMatchObject({ editions: [], note });
  expect(copyAsCsv(copy)).toContain(`note,${note}`);
  await sql`UPDATE subscribers SET created_at = now() + interval '3 days' WHERE email = 'fay@example.org'`.execute(
    room.db,
  );
  const later = await showAddress(room.app, address('fay@example.org'));
  expect(later.recordedFrom).toBeNull();
});

test('late events of folded mails change nothing, and erasure leaves the totals', async () => {
  const before = await deliveryReport(room.db, edition);
  for (const type of ['Delivery', 'Bounce', 'Complaint'] as const)
    await room.post(eventAbout(room.mailTo('cid@example.org'), type));
  await room.settle();
  expect(await deliveryReport(room.db, edition)).toEqual(before);
  expect(await rowsOf(edition)).toEqual([]);
  await eraseAddress({ ...room.app, by: editor() } as never, address('cid@example.org'), how);
  expect(await deliveryReport(room.db, edition)).toEqual(before);
});

test('what is open or nobody knows stays, however old; an edition that has young mails keeps those', async () => {
  const second = editionNumber(await room.sendEdition());
  await room.settle();
  const [first, unknown, planned] = await rowsOf(second);
  await sql`UPDATE deliveries SET state = 'unknown' WHERE id = ${unknown?.id}`.execute(room.db);
  await sql`UPDATE deliveries SET state = 'planned' WHERE id = ${planned?.id}`.execute(room.db);
  await sql`UPDATE deliveries SET updated_at = ${clockIn(YEAR).now()} WHERE id = ${first?.id}`.execute(
    room.db,
  );
  const said = await deliveryReport(room.db, second);
  const { deliveries } = await retainIn(YEAR + 1);
  expect(deliveries).toBe(said.planned - 3);
  expect((await rowsOf(second)).map(({ id }) => id)).toEqual([first?.id, unknown?.id, planned?.id]);
  expect(await deliveryReport(room.db, second)).toMatchObject({ ...said, folded: { mails: deliveries } });
  await sql`UPDATE runs SET state = 'cancelled', finished_at = now() WHERE edition_number = ${second}`.execute(
    room.db,
  );
  expect(await retainIn(YEAR + 1)).toMatchObject({ deliveries: 1 });
  expect((await rowsOf(second)).map(({ id }) => id)).toEqual([first?.id, planned?.id]);
});

test('soft bounces in a row are counted over folded editions, and an edition that arrived in between ends the row', async () => {
  const bounces = async (name: string) =>
    (
      await room.db
        .selectFrom('subscribers')
        .select(['soft_bounces'])
        .where('email', '=', `${name}@example.org`)
        .executeTakeFirst()
    )?.soft_bounces;
  await room.readers('gus@example.org', 'hal@example.org');
  const send = async (bouncing: string[]) => {
    const number = await room.sendEdition();
    for (const name of bouncing)
      await room.post(
        eventAbout(room.mailTo(`${name}@example.org`), 'Bounce', {
          bounceType: 'Transient',
          bounceSubType: 'MailboxFull',
        }),
      );
    await room.settle();
    await finish(number);
    await retainIn(YEAR + 1);
    expect(await rowsOf(number)).toEqual([]);
  };
  await send(['gus', 'hal']);
  await send(['gus']);
  expect([await bounces('gus'), await bounces('hal')]).toEqual([2, 0]);
  await send(['gus', 'hal']);
  expect([await bounces('gus'), await bounces('hal')]).toEqual([3, 1]);
});

test('a kill between two batches loses no mail and counts none twice', async () => {
  const third = editionNumber(await room.sendEdition());
  await room.settle();
  await finish(third);
  const [row] = await rowsOf(third);
  await sql`INSERT INTO deliveries (edition_number, subscriber_id, state, through, updated_at)
    SELECT edition_number, 10000 + n, 'delivered', 'live', updated_at FROM deliveries, generate_series(1, 2500) n WHERE id = ${row?.id}`.execute(
    room.db,
  );
  await sql`UPDATE plans SET planned = planned + 2500 WHERE edition_number = ${third}`.execute(room.db);
  const said = await deliveryReport(room.db, third);
  let batches = 0;
  const beforeFold = async () => {
    batches += 1;
    if (batches === 2) throw new Error('killed');
  };
  await expect(retainMail({ db: room.db, clock: clockIn(YEAR + 1), beforeFold }, YEAR)).rejects.toThrow(
    'killed',
  );
  const { folded, ...between } = await deliveryReport(room.db, third);
  expect(between).toEqual(said);
  expect(folded?.mails).toBe(1_000);
  await retainIn(YEAR + 1);
  expect(await deliveryReport(room.db, third)).toMatchObject({ ...said, folded: { mails: said.planned } });
  expect(await rowsOf(third)).toEqual([]);
});
