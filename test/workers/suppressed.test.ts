import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askAddressChange, confirmAddressChange, showAddress } from '../../subscribers/index.ts';
import { address, eventAbout, how, openPostRoom, type PostRoom } from '../delivery/support/post-room.ts';
import { quarterly } from '../support/command.ts';

let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
  room.simulator.setBehaviours({ '*': 'silent' });
});
afterAll(() => room.close());

const cli = (...args: string[]) => quarterly(room.env, ...args);
const listed = async (...args: string[]) =>
  JSON.parse((await cli('subscribers', 'suppressed', '--json', ...args)).out) as {
    email: string;
    doubt?: string;
  }[];
const idOf = async (email: string) => (await room.reader(email))?.id ?? expect.unreachable(`no ${email}`);

/** As a version did that did not look whose mailbox it was. */
async function hit(email: string, reason: string): Promise<void> {
  const id = await idOf(email);
  const at = room.clock.now();
  await sql`INSERT INTO consents (subscriber_id, at, event, reason, source, detail)
    VALUES (${id}, ${at}, 'suppressed', ${reason}, 'amazon ses', '{"was": "active"}')`.execute(room.db);
  await sql`UPDATE subscribers SET state = 'suppressed', state_reason = ${reason}, left_at = ${at}, new_email = NULL
    WHERE id = ${id}`.execute(room.db);
}
const failed = (to: string) =>
  sql`UPDATE notices SET state = 'rejected', reason = 'hard bounce: General' WHERE to_address = ${to}`.execute(
    room.db,
  );
async function ask(from: string, to: string): Promise<void> {
  await askAddressChange(room.app, await idOf(from), { email: address(to), how });
  await room.sendNotices();
}
async function move(from: string, to: string): Promise<void> {
  await ask(from, to);
  await confirmAddressChange(room.app, room.linkIn(to, '/address'), how);
  await room.sendNotices();
}

test('--doubtful lists those whom an event about another mailbox hit, and nobody else', async () => {
  const [announced, mistyped, late, foreign, dead, rightly] = [
    'announced.new@example.org',
    'mistyped@example.org',
    'late.new@example.org',
    'foreign@example.org',
    'dead@example.org',
    'rightly.new@example.org',
  ];
  await room.readers(
    'announced.old@example.org',
    mistyped,
    'late.old@example.org',
    foreign,
    dead,
    'rightly.old@example.org',
  );
  await move('announced.old@example.org', announced);
  await failed('announced.old@example.org');
  await hit(announced, 'hard bounce');

  await ask(mistyped, 'mystiped@example.org');
  await failed('mystiped@example.org');
  await hit(mistyped, 'hard bounce');

  await move('rightly.old@example.org', rightly);
  await room.sendEdition();
  const bounced = async (email: string) =>
    sql`UPDATE deliveries SET state = 'bounced', reason = 'hard bounce: General', mailbox = NULL
      WHERE subscriber_id = ${await idOf(email)}`.execute(room.db);
  for (const email of ['late.old@example.org', foreign, dead, rightly]) await bounced(email);
  await move('late.old@example.org', late);
  for (const email of [late, foreign, dead, rightly]) await hit(email, 'hard bounce');
  const events = [
    eventAbout({ ...room.mailTo(foreign), id: 'of-another' }, 'Bounce'),
    eventAbout(room.mailTo(dead), 'Bounce'),
  ];
  for (const event of events) await room.post(event);

  const doubtful = await listed('--doubtful');
  expect(doubtful.map(({ email }) => email).sort()).toEqual([announced, foreign, late, mistyped].sort());
  expect(doubtful.find(({ email }) => email === foreign)?.doubt).toContain('another installation');
  expect((await listed()).map(({ email }) => email)).toEqual(
    expect.arrayContaining([dead, rightly, announced]),
  );
  const text = await cli('subscribers', 'suppressed', '--doubtful');
  expect(text).toMatchObject({ status: 0, out: expect.stringContaining(mistyped) });

  const lifted = await cli(
    ...[
      'subscribers',
      'suppress',
      mistyped,
      '--lift',
      '--reason',
      'a typo of theirs bounced',
      '--reactivate',
    ],
  );
  expect(lifted).toMatchObject({ status: 0, err: '' });
  expect((await room.reader(mistyped))?.state).toBe('active');
  expect((await listed('--doubtful')).map(({ email }) => email)).not.toContain(mistyped);
});

test('what this version stops is in no doubt', async () => {
  await room.readers('new.old@example.org');
  await move('new.old@example.org', 'new.new@example.org');
  await room.sendEdition();
  await room.post(eventAbout(room.mailTo('new.new@example.org'), 'Complaint'));
  await room.apply();
  expect((await room.reader('new.new@example.org'))?.state).toBe('suppressed');
  expect((await listed('--doubtful')).map(({ email }) => email)).not.toContain('new.new@example.org');
});

test('a lift says why, and mail goes on only where it went before', async () => {
  await room.readers('kay@example.org');
  await room.sendEdition();
  await room.post(eventAbout(room.mailTo('kay@example.org'), 'Bounce'));
  await room.apply();
  const suppress = (...args: string[]) => cli('subscribers', 'suppress', ...args);
  expect(await suppress('kay@example.org', '--lift', '--reactivate')).toMatchObject({
    status: 1,
    err: expect.stringContaining('--reason'),
  });
  expect(await suppress('kay@example.org', '--lift', '--reason', 'rang: it works again')).toMatchObject({
    status: 0,
  });
  expect((await room.reader('kay@example.org'))?.state).toBe('unsubscribed');
  const shown = await showAddress(room.app, address('kay@example.org'));
  expect(shown).toMatchObject({
    suppression: null,
    lifts: [{ was: 'hard bounce', reason: 'rang: it works again', reactivated: false }],
  });

  await suppress('kay@example.org');
  const again = await suppress('kay@example.org', '--lift', '--reason', 'they asked', '--reactivate');
  expect(again).toMatchObject({ status: 1, err: expect.stringContaining('sign up') });
  expect((await room.reader('kay@example.org'))?.state).toBe('suppressed');
  expect((await cli('subscribers', 'show', 'kay@example.org')).out).toContain('rang: it works again');
  expect(await cli('subscribers', 'erase', 'kay@example.org', '--yes')).toMatchObject({ status: 0 });
  expect(
    await room.db.selectFrom('suppression_lifts').select('id').where('reason', 'like', 'rang%').execute(),
  ).toEqual([]);
});

test('an installation shows its id and takes a new one', async () => {
  const shown = JSON.parse((await cli('installation', 'show', '--json')).out) as {
    id: string;
    former: string[];
  };
  expect((await cli('installation', 'show')).out).toContain(shown.id);
  expect(await cli('installation', 'renew')).toMatchObject({ status: 0 });
  const renewed = JSON.parse((await cli('installation', 'show', '--json')).out) as typeof shown;
  expect(renewed.id).not.toBe(shown.id);
  expect(renewed.former).toEqual([shown.id]);
});
