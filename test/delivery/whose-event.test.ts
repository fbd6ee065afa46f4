import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renewCopy } from '../../src/compose/renew.ts';
import { installationOf } from '../../src/settings/index.ts';
import { confirm, subscribe } from '../../subscribers/index.ts';
import { editor } from '../support/actors.ts';
import { address, eventAbout, how, openPostRoom, type PostRoom } from './support/post-room.ts';

/** Only events about mails of this installation count, and about all of them: editions' mails and single ones. */
let room: PostRoom;
let number = 0;
let email: string;
beforeAll(async () => {
  room = await openPostRoom();
});
afterAll(() => room.close());
beforeEach(() => {
  number += 1;
  email = `reader${number}@example.org`;
  room.simulator.setBehaviours({ '*': 'silent' });
});

type Mail = ReturnType<PostRoom['mailTo']>;

async function mailed(): Promise<Mail> {
  await room.readers(email);
  await room.sendEdition();
  return room.mailTo(email);
}
const state = async () => (await room.reader(email))?.state;
const rowOf = (mail: Mail) =>
  room.db
    .selectFrom('deliveries')
    .select(['state', 'reason', 'message_id'])
    .where('id', '=', Number(mail.tags.find(({ name }) => name === 'delivery')?.value) as never)
    .executeTakeFirstOrThrow();
const tagged = (mail: Mail, installation: string | undefined): Mail => ({
  ...mail,
  tags: [
    ...mail.tags.filter(({ name }) => name !== 'installation'),
    ...(installation ? [{ name: 'installation', value: installation }] : []),
  ],
});
const unanswered = (mail: Mail) =>
  room.db
    .updateTable('deliveries')
    .set({ state: 'unknown', message_id: null, lease_id: 'gone' })
    .where('message_id', '=', mail.id)
    .execute();
async function hear(...events: ReturnType<typeof eventAbout>[]): Promise<void> {
  for (const event of events) await room.post(event);
  await room.apply();
}

test('each mail carries an id that SES takes for a tag', async () => {
  const { id } = await installationOf(room.db);
  expect(id).toMatch(/^[A-Za-z0-9_-]{8,256}$/);
  const mail = await mailed();
  expect(mail.tags).toContainEqual({ name: 'installation', value: id });
  await subscribe(room.app, { email: address(`new.${email}`), choice: 'all' }, how);
  await room.sendNotices();
  expect(room.mailTo(`new.${email}`).tags).toContainEqual({ name: 'installation', value: id });
});

describe('another installation on the same topic, whose deliveries have the same numbers,', () => {
  const others: [string, (mail: Mail) => Mail][] = [
    ['with an id of its own', (mail) => ({ ...tagged(mail, 'another'), id: 'its-own' })],
    ['with an id of its own and our MessageId', (mail) => tagged(mail, 'another')],
    ['without an id', (mail) => ({ ...tagged(mail, undefined), id: 'its-own' })],
    ['copied from ours and not renewed', (mail) => ({ ...mail, id: 'its-own' })],
    ['copied from ours, with another reader', (mail) => ({ ...mail, destinations: ['other@example.net'] })],
  ];
  test.each(others)('%s, stops none of our readers', async (_how, other) => {
    const mail = await mailed();
    const its = other(mail);
    await hear(eventAbout(its, 'Bounce'), eventAbout(its, 'Complaint'), eventAbout(its, 'Delivery'));
    expect(await state()).toBe('active');
    expect((await rowOf(mail)).state).toBe('accepted');
  });

  test.each(others.filter(([name]) => !name.endsWith('renewed')))(
    '%s, settles none of our unknown mails',
    async (_how, other) => {
      const mail = await mailed();
      await unanswered(mail);
      await hear(eventAbout(other(mail), 'Send'), eventAbout(other(mail), 'Delivery'));
      expect((await rowOf(mail)).state).toBe('unknown');
    },
  );
});

describe('our own mail', () => {
  test('that nobody has answered for is settled by our id', async () => {
    const mail = await mailed();
    await unanswered(mail);
    await hear(eventAbout(mail, 'Delivery'));
    expect((await rowOf(mail)).state).toBe('delivered');
  });

  test.each(['tags without an id', 'no tags'])(
    'with %s, sent by an earlier version, counts by its MessageId',
    async (tags) => {
      const mail = await mailed();
      await hear(eventAbout(tags === 'no tags' ? { ...mail, tags: [] } : tagged(mail, undefined), 'Bounce'));
      expect(await state()).toBe('suppressed');
      expect((await rowOf(mail)).state).toBe('bounced');
    },
  );

  test('counts by its MessageId once the installation has a new id', async () => {
    const mail = await mailed();
    const unknown = await mailed();
    await unanswered(unknown);
    const before = await installationOf(room.db);
    const after = await renewCopy(room.app, editor());
    expect(after.id).not.toBe(before.id);
    expect(after.former).toContain(before.id);
    await hear(eventAbout(unknown, 'Delivery'), eventAbout(mail, 'Complaint'));
    expect((await rowOf(mail)).state).toBe('complained');
    expect((await rowOf(unknown)).state).toBe('unknown');
    await room.sendEdition();
    number += 1;
    email = `reader${number}@example.org`;
    expect((await mailed()).tags).toContainEqual({ name: 'installation', value: after.id });
  });

  test('that stands as planned again, in a restored database, is known to have gone', async () => {
    const mail = await mailed();
    await room.db
      .updateTable('deliveries')
      .set({ state: 'planned', message_id: null, mailbox: null, tries: 0 })
      .where('message_id', '=', mail.id)
      .execute();
    await hear(eventAbout(mail, 'Send'));
    expect((await rowOf(mail)).state).toBe('accepted');
  });

  test('that went twice counts under its first MessageId too', async () => {
    const mail = await mailed();
    await room.db
      .updateTable('deliveries')
      .set({ tries: 2, message_id: 'the-second' })
      .where('message_id', '=', mail.id)
      .execute();
    await hear(eventAbout(mail, 'Complaint'));
    expect(await state()).toBe('suppressed');
  });

  test.each([
    ['tags without an id', (mail: Mail) => tagged(mail, undefined)],
    ['no tags', (mail: Mail) => ({ ...mail, tags: [] })],
  ])('with %s waits an hour for its MessageId', async (_name, as) => {
    const mail = await mailed();
    await unanswered(mail);
    await hear(eventAbout(as(mail), 'Bounce'));
    room.clock.advance(50 * 60_000);
    await room.apply();
    expect(await state()).toBe('active');
    await room.db
      .updateTable('deliveries')
      .set({ message_id: mail.id, state: 'accepted', lease_id: null })
      .where('id', '=', Number(mail.tags.find(({ name }) => name === 'delivery')?.value) as never)
      .execute();
    room.clock.advance(10 * 60_000);
    await room.apply();
    expect(await state()).toBe('suppressed');
  });

  test('and no longer', async () => {
    const mail = await mailed();
    await hear({ ...eventAbout({ ...mail, tags: [], id: 'nobody-knows' }, 'Bounce') });
    const waiting = () =>
      room.db.selectFrom('ses_events').select('id').where('applied_at', 'is', null).execute();
    expect((await waiting()).length).toBeGreaterThan(0);
    for (let minutes = 0; minutes < 61; minutes += 5) {
      room.clock.advance(5 * 60_000);
      await room.apply();
    }
    expect(await waiting()).toEqual([]);
  });
});

describe('single mails', () => {
  async function askedToConfirm(): Promise<Mail> {
    await subscribe(room.app, { email: address(email), choice: 'all' }, how);
    await room.sendNotices();
    return room.mailTo(email);
  }
  async function welcomed(): Promise<Mail> {
    await askedToConfirm();
    await confirm(room.app, room.linkIn(email, '/confirm'), how);
    await room.sendNotices();
    return room.mailTo(email);
  }
  const noticeOf = (mail: Mail) =>
    room.db
      .selectFrom('notices')
      .select(['id', 'state', 'reason'])
      .where('message_id', '=', mail.id)
      .executeTakeFirst();

  test.each(['confirm', 'welcome'])('a complaint about a %s mail stops the mailbox', async (kind) => {
    const mail = kind === 'confirm' ? await askedToConfirm() : await welcomed();
    await hear(eventAbout(mail, 'Send'), eventAbout(mail, 'Delivery'), eventAbout(mail, 'Complaint'));
    expect(await state()).toBe('suppressed');
  });

  test('a second and graver report counts', async () => {
    const mail = await welcomed();
    await hear(eventAbout(mail, 'Bounce', { bounceType: 'Transient', bounceSubType: 'MailboxFull' }));
    expect(await state()).toBe('active');
    expect(await noticeOf(mail)).toMatchObject({ state: 'rejected', reason: 'soft bounce: MailboxFull' });
    await hear(eventAbout(mail, 'Bounce'));
    expect(await state()).toBe('suppressed');
    expect(await noticeOf(mail)).toMatchObject({ reason: 'hard bounce: General' });
    await hear(eventAbout(mail, 'Delivery'), eventAbout(mail, 'Send'));
    expect(await noticeOf(mail)).toMatchObject({ state: 'rejected', reason: 'hard bounce: General' });
  });

  test.each(['Bounce', 'Complaint'] as const)(
    'a %s without tags finds its mail by MessageId',
    async (type) => {
      const mail = await welcomed();
      await hear(eventAbout({ ...mail, tags: [] }, type));
      expect(await state()).toBe('suppressed');
    },
  );

  test('a report that comes before the MessageId waits for it', async () => {
    const mail = await welcomed();
    const { id } = (await noticeOf(mail)) ?? expect.unreachable();
    const set = (message_id: string | null) =>
      room.db.updateTable('notices').set({ message_id }).where('id', '=', id).execute();
    await set(null);
    await hear(eventAbout({ ...mail, tags: [] }, 'Bounce'));
    expect(await state()).toBe('active');
    await set(mail.id);
    room.clock.advance(60_000);
    await room.apply();
    expect(await state()).toBe('suppressed');
  });

  test('of another installation stop nobody', async () => {
    const mail = await welcomed();
    await hear(
      eventAbout({ ...mail, id: 'its-own' }, 'Complaint'),
      eventAbout({ ...tagged(mail, undefined), id: 'its-own' }, 'Bounce'),
      eventAbout(tagged(mail, 'another'), 'Bounce'),
    );
    expect(await state()).toBe('active');
  });
});

describe('an answering machine', () => {
  const notes = [
    ['Transient', 'General'],
    ['Undetermined', 'Undetermined'],
  ] as const;
  test.each(notes)(
    'that answers %s %s is no bounce, before the delivery or after it',
    async (bounceType, bounceSubType) => {
      for (const first of ['delivery', 'note']) {
        for (let edition = 0; edition < 3; edition += 1) {
          const mail = await mailed();
          const [delivery, note] = [
            eventAbout(mail, 'Delivery'),
            eventAbout(mail, 'Bounce', { bounceType, bounceSubType }),
          ];
          for (const event of first === 'delivery' ? [delivery, note] : [note, delivery]) await hear(event);
          expect(await rowOf(mail)).toMatchObject({ state: 'delivered', reason: null });
        }
        expect(await state()).toBe('active');
      }
    },
  );

  test('that answers three editions before their deliveries are reported stops nobody for good', async () => {
    const mails: Mail[] = [];
    for (let edition = 0; edition < 3; edition += 1) mails.push(await mailed());
    for (const mail of mails) await hear(eventAbout(mail, 'Bounce', { bounceType: 'Transient' }));
    expect(await state()).toBe('suppressed');
    for (const mail of mails) await hear(eventAbout(mail, 'Delivery'));
    expect(await state()).toBe('active');
    const row = room.db.selectFrom('subscribers').select('soft_bounces').where('email_key', '=', email);
    expect(await row.executeTakeFirst()).toEqual({ soft_bounces: 0 });
  });

  test('is what `ooto@` of the simulator is', async () => {
    email = 'ooto@simulator.amazonses.com';
    room.simulator.setBehaviours({});
    const mail = await mailed();
    await room.heard();
    await room.apply();
    expect((await rowOf(mail)).state).toBe('delivered');
    expect(await state()).toBe('active');
    const events = await room.db.selectFrom('ses_events').select('payload').execute();
    const about = events
      .map(({ payload }) => JSON.stringify(payload))
      .filter((text) => text.includes(mail.id));
    expect(about.filter((text) => text.includes('"bounceSubType":"General"'))).toHaveLength(1);
  });
});

test('a bounce that is none by itself counts without a delivery, and a full mailbox after one', async () => {
  const undelivered = await mailed();
  await hear(
    eventAbout(undelivered, 'Bounce', { bounceType: 'Undetermined', bounceSubType: 'Undetermined' }),
  );
  expect((await rowOf(undelivered)).state).toBe('bounced');
  const full = await mailed();
  await hear(
    eventAbout(full, 'Delivery'),
    eventAbout(full, 'Bounce', { bounceType: 'Transient', bounceSubType: 'MailboxFull' }),
  );
  expect((await rowOf(full)).state).toBe('bounced');
});
