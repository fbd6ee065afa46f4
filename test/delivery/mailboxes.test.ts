import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretKeyFrom } from '../../src/config.ts';
import {
  addressHashes,
  askAddressChange,
  confirmAddressChange,
  erase,
  showAddress,
} from '../../subscribers/index.ts';
import { address, eventAbout, how, openPostRoom, type PostRoom, SECRET } from './support/post-room.ts';

/** A bounce or complaint is about the mailbox that Amazon names, and touches a reader only if it is theirs now. */
let room: PostRoom;
beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());

const idOf = async (email: string) => (await room.reader(email))?.id ?? expect.unreachable(`no ${email}`);
const stopped = async (email: string) => (await showAddress(room.app, address(email))).suppression?.reason;

async function move(from: string, to: string): Promise<void> {
  await askAddressChange(room.app, await idOf(from), { email: address(to), how });
  await room.settle();
  await confirmAddressChange(room.app, room.linkIn(to, '/address'), how);
}

describe('a reader who has moved keeps the new mailbox when', () => {
  test('the notice to the old one bounces', async () => {
    await room.readers('ann.old@example.org');
    await move('ann.old@example.org', 'ann.new@example.org');
    room.simulator.setBehaviours({ 'ann.old@*': 'bounce' });
    await room.settle();
    expect((await room.reader('ann.new@example.org'))?.state).toBe('active');
    expect(await stopped('ann.old@example.org')).toBe('hard bounce');
    expect(await stopped('ann.new@example.org')).toBeUndefined();
  });

  test.each(['Bounce', 'Complaint'] as const)(
    'a %s of an edition to the old one comes late',
    async (type) => {
      const [before, after] = [`bob.${type}@example.org`, `bob.${type}.new@example.org`];
      await room.readers(before);
      await room.sendEdition();
      const mail = room.mailTo(before);
      await move(before, after);
      await room.post(eventAbout(mail, type));
      await room.settle();
      expect((await room.reader(after))?.state).toBe('active');
      expect(await stopped(before)).toBe(type === 'Bounce' ? 'hard bounce' : 'complaint');
      expect(await stopped(after)).toBeUndefined();
    },
  );

  test('soft bounces of three editions to the old one come late', async () => {
    await room.readers('cat.old@example.org');
    const mails = [];
    for (let n = 0; n < 3; n += 1) {
      await room.sendEdition();
      mails.push(room.mailTo('cat.old@example.org'));
    }
    await move('cat.old@example.org', 'cat.new@example.org');
    for (const mail of mails)
      await room.post(eventAbout(mail, 'Bounce', { bounceType: 'Transient', bounceSubType: 'MailboxFull' }));
    await room.settle();
    expect((await room.reader('cat.new@example.org'))?.state).toBe('active');
  });
});

test('a mistyped new address that bounces or complains is stopped, and the reader is not', async () => {
  await room.readers('dan@example.org');
  for (const [typo, behaviour] of [
    ['dna@example.org', 'bounce'],
    ['den@example.org', 'complaint'],
  ] as const) {
    room.simulator.setBehaviours({ [typo]: behaviour });
    await askAddressChange(room.app, await idOf('dan@example.org'), { email: address(typo), how });
    await room.settle();
    expect((await room.reader('dan@example.org'))?.state).toBe('active');
    expect(await stopped(typo)).toBe(behaviour === 'bounce' ? 'hard bounce' : 'complaint');
  }
});

test('the reader whose mailbox it is is stopped, whoever the mail was for', async () => {
  await room.readers('eve.old@example.org');
  await move('eve.old@example.org', 'eve.new@example.org');
  await room.settle();
  const notice = room.mailTo('eve.old@example.org');
  await room.readers('eve.old@example.org');
  await room.post(eventAbout(notice, 'Complaint'));
  await room.settle();
  expect((await room.reader('eve.old@example.org'))?.state).toBe('suppressed');
  expect((await room.reader('eve.new@example.org'))?.state).toBe('active');
});

test('mailboxes are compared without regard to case, and forwarding names the mailbox that we mailed', async () => {
  await room.readers('Fay@Example.org');
  await room.sendEdition();
  const mail = room.mailTo('Fay@example.org');
  const event = eventAbout({ ...mail, destinations: ['FAY@example.org'] }, 'Bounce');
  Object.assign(event.bounce as object, { bouncedRecipients: [{ emailAddress: 'elsewhere@example.net' }] });
  await room.post(event);
  await room.settle();
  expect((await room.reader('fay@example.org'))?.state).toBe('suppressed');
  expect(await stopped('elsewhere@example.net')).toBeUndefined();
});

describe('a mail of an earlier version, which wrote no mailbox down,', () => {
  const forget = () => room.db.updateTable('deliveries').set({ mailbox: null }).execute();

  test.each(['with', 'without'])('is about the mailbox that the event names, %s one', async (named) => {
    const [stays, old, moved] = ['stays', 'old', 'moved'].map((name) => `${name}.${named}@example.org`) as [
      string,
      string,
      string,
    ];
    await room.readers(stays, old);
    await room.sendEdition();
    const mails = [stays, old].map((email) => room.mailTo(email));
    await forget();
    await room.heard();
    await room.apply();
    await move(old, moved);
    for (const mail of mails)
      await room.post(
        eventAbout({ ...mail, destinations: named === 'with' ? mail.destinations : [] }, 'Bounce'),
      );
    await room.settle();
    expect((await room.reader(stays))?.state).toBe('suppressed');
    expect((await room.reader(moved))?.state).toBe('active');
  });
});

test('what is kept is a keyed hash, which erasure clears wherever it is', async () => {
  await room.readers('gil@example.org', 'hal@example.org');
  await room.sendEdition();
  const keys = [secretKeyFrom(SECRET)];
  const hash = addressHashes(keys, address('gil@example.org'))[0] as string;
  const kept = () => room.db.selectFrom('deliveries').select('id').where('mailbox', '=', hash).execute();
  expect(await kept()).toHaveLength(1);
  await room.post(eventAbout(room.mailTo('gil@example.org'), 'Delivery'));
  await room.heard();
  const named = () =>
    room.db.selectFrom('ses_events').select('id').where('mailboxes', 'is not', null).execute();
  expect((await named()).length).toBeGreaterThan(0);
  await room.apply();
  expect(await named()).toEqual([]);
  await erase(room.app, await idOf('gil@example.org'), how);
  expect(await kept()).toEqual([]);
});

test('a rotated key still knows the mailbox', async () => {
  const rotated = await openPostRoom({ secrets: [SECRET] });
  try {
    await rotated.readers('ida@example.org', 'jim@example.org');
    await rotated.sendEdition();
    await rotated.heard();
    const mail = rotated.mailTo('ida@example.org');
    rotated.app.keys.unshift(secretKeyFrom('a newer key of the post room with more than 32 characters'));
    await rotated.post(eventAbout(mail, 'Bounce'));
    await rotated.apply();
    expect((await rotated.reader('ida@example.org'))?.state).toBe('suppressed');
    expect((await rotated.reader('jim@example.org'))?.state).toBe('active');
  } finally {
    await rotated.close();
  }
});
