import { beforeEach, describe, expect, test } from 'vitest';
import { isFault, parseEmailAddress } from '../../src/core/index.ts';
import {
  askAddressChange,
  changePreferences,
  confirm,
  confirmAddressChange,
  feedToken,
  type How,
  identifyReader,
  keepOnly,
  leave,
  leaveSection,
  renewConfirmation,
  sendPreferencesLink,
  signToken,
  subscribe,
  tellWhy,
  undoLeave,
  viewAddressChange,
  viewConfirmation,
} from '../../subscribers/index.ts';
import { how, openReadingRoom, slugs } from './reading-room.ts';

const DAY = 86_400_000;
const ADA = 'ada@example.org';
const ada = parseEmailAddress(ADA);
const form: How = { source: 'sign-up form', wording: 'sign-up/1' };
const room = await openReadingRoom();
const { deps, clock } = room;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isFault(error) ? error.code : `no fault: ${error}`),
  );

beforeEach(async () => {
  const tables = ['notices', 'deliveries', 'suppressions'] as const;
  for (const table of tables) await room.db.deleteFrom(table).execute();
  await room.db
    .updateTable('subscribers')
    .set({ email: null, email_key: null, state: 'unsubscribed' })
    .execute();
  clock.set(new Date('2026-05-05T08:00:00Z'));
});

/** Signs Ada up and lets her confirm. */
async function join(address = ADA) {
  await subscribe(
    deps,
    { email: parseEmailAddress(address), name: 'Ada', choice: slugs('news', 'people') },
    form,
  );
  const { token } = await room.newest(address, 'confirm-subscription');
  await confirm(deps, token, { source: 'confirm page', wording: 'confirm/1' });
  return room.reader(address);
}

describe('signing up', () => {
  test('asks the mailbox, and only pressing the button there subscribes', async () => {
    await subscribe(deps, { email: ada, name: ' Ada \n L ', choice: slugs('people', 'news') }, form);
    const mail = await room.newest(ADA, 'confirm-subscription');
    expect(mail.sections).toEqual(['The news', 'The people']);
    expect(await room.reader(ADA)).toMatchObject({ state: 'pending', name: 'Ada L' });

    expect((await viewConfirmation(deps, mail.token)).state).toBe('open');
    expect((await room.reader(ADA)).state).toBe('pending');

    expect((await confirm(deps, mail.token, how)).state).toBe('open');
    expect(await room.reader(ADA)).toMatchObject({ state: 'active', choice: slugs('news', 'people') });
    expect((await room.mails(ADA)).map((each) => each.kind)).toEqual(['confirm-subscription', 'welcome']);
    expect(await room.ledger(ADA)).toEqual(['asked', 'confirmed: confirmed']);
    const words = await room.db
      .selectFrom('consents')
      .select(['wording', 'source'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(words).toContainEqual({ wording: 'sign-up/1', source: 'sign-up form' });
  });

  test('a confirm link works once, for 7 days, and only the newest', async () => {
    await subscribe(deps, { email: ada, choice: 'all' }, form);
    const first = await room.newest(ADA, 'confirm-subscription');
    await subscribe(deps, { email: ada, choice: slugs('events') }, form);
    const second = await room.newest(ADA, 'confirm-subscription');
    expect((await confirm(deps, first.token, how)).state).toBe('superseded');

    clock.advance(7 * DAY);
    expect((await confirm(deps, second.token, how)).state).toBe('expired');
    await renewConfirmation(deps, second.token, how);
    const third = await room.newest(ADA, 'confirm-subscription');
    expect((await confirm(deps, third.token, how)).state).toBe('open');
    expect((await confirm(deps, third.token, how)).state).toBe('already');
    expect((await room.reader(ADA)).choice).toEqual(slugs('events'));

    await leave(deps, (await room.reader(ADA)).id, how);
    expect((await confirm(deps, third.token, how)).state).toBe('superseded');
    expect((await room.reader(ADA)).state).toBe('unsubscribed');
  });

  test('tells a mailbox that reads already, whatever its case, and changes nothing', async () => {
    const before = await join();
    await subscribe(deps, { email: parseEmailAddress('ADA@example.org'), name: 'Eve', choice: 'all' }, form);
    expect((await room.mails(ADA)).at(-1)?.kind).toBe('already-subscribed');
    expect(await room.reader(ADA)).toEqual(before);
  });

  test('two at once make one subscriber', async () => {
    await Promise.all(Array.from({ length: 6 }, () => subscribe(deps, { email: ada, choice: 'all' }, form)));
    const rows = await room.db.selectFrom('subscribers').select('id').where('email_key', '=', ADA).execute();
    expect(rows).toHaveLength(1);
    const { token } = await room.newest(ADA, 'confirm-subscription');
    expect((await viewConfirmation(deps, token)).state).not.toBe('superseded');
  });

  test('no form fills a mailbox: five mails a day', async () => {
    for (let n = 0; n < 9; n++) await subscribe(deps, { email: ada, choice: 'all' }, form);
    expect(await room.mails(ADA)).toHaveLength(5);
    clock.advance(DAY + 1);
    await subscribe(deps, { email: ada, choice: 'all' }, form);
    expect(await room.mails(ADA)).toHaveLength(6);
  });

  test('an empty or unknown choice is refused', async () => {
    expect(await codeOf(subscribe(deps, { email: ada, choice: [] }, form))).toBe('invalid');
    expect(await codeOf(subscribe(deps, { email: ada, choice: slugs('gossip') }, form))).toBe('invalid');
  });

  test('a bell that fails loses nothing', async () => {
    const queue = { enqueue: () => Promise.reject(new Error('down')), close: async () => {} };
    await subscribe({ ...deps, queue }, { email: ada, choice: 'all' }, form);
    expect(await room.mails(ADA)).toHaveLength(1);
  });
});

describe('links', () => {
  test('open what they are for and nothing else', async () => {
    const reader = await join();
    const { preferencesToken, unsubscribeToken } = await room.newest(ADA, 'welcome');
    const feed = feedToken(deps.keys, reader.id, reader.linkVersion);
    expect((await identifyReader(deps, 'preferences', preferencesToken)).id).toBe(reader.id);
    expect((await identifyReader(deps, 'unsubscribe', unsubscribeToken)).id).toBe(reader.id);
    expect((await identifyReader(deps, 'feed', feed)).choice).toEqual(slugs('news', 'people'));
    for (const token of [unsubscribeToken, feed, signToken(deps.keys, 'preferences', { id: reader.id })]) {
      expect(await codeOf(identifyReader(deps, 'preferences', token))).toBe('not-found');
    }
    expect(await codeOf(identifyReader(deps, 'unsubscribe', preferencesToken))).toBe('not-found');
    expect(await codeOf(confirm(deps, preferencesToken, how))).toBe('not-found');
  });

  test('a lost one is mailed to who reads, and to nobody else', async () => {
    await join();
    await sendPreferencesLink(deps, parseEmailAddress('Ada@Example.org'), how);
    await sendPreferencesLink(deps, parseEmailAddress('nobody@example.org'), how);
    const { preferencesToken } = await room.newest(ADA, 'preferences-link');
    expect((await identifyReader(deps, 'preferences', preferencesToken)).email).toBe(ADA);
    expect(await room.mails('nobody@example.org')).toEqual([]);
  });
});

describe('preferences', () => {
  test('each change is one line of the ledger, the same again none', async () => {
    const { id } = await join();
    const until = new Date(clock.now().getTime() + 30 * DAY);
    const change = { choice: 'all', name: 'Ada L', format: 'text', pausedUntil: until, how } as const;
    expect(await changePreferences(deps, id, change)).toMatchObject({
      choice: 'all',
      name: 'Ada L',
      format: 'text',
      pausedUntil: until,
    });
    await changePreferences(deps, id, change);
    expect((await room.ledger(ADA)).slice(2)).toEqual([
      'sections changed',
      'details changed',
      'format changed',
      'paused',
    ]);
    await changePreferences(deps, id, { pausedUntil: null, how });
    expect((await room.ledger(ADA)).at(-1)).toBe('resumed');
  });

  test('a pause lies ahead and within a year; nothing at all cannot be chosen', async () => {
    const { id } = await join();
    for (const days of [-1, 0, 367]) {
      const pausedUntil = new Date(clock.now().getTime() + days * DAY);
      expect(await codeOf(changePreferences(deps, id, { pausedUntil, how }))).toBe('invalid');
    }
    expect(await codeOf(changePreferences(deps, id, { choice: [], how }))).toBe('invalid');
    await leave(deps, id, how);
    expect(await codeOf(changePreferences(deps, id, { choice: 'all', how }))).toBe('conflict');
  });
});

describe('another address', () => {
  test('is confirmed there, announced at the old one, and old preference links die', async () => {
    const before = await join();
    const old = await room.newest(ADA, 'welcome');
    await askAddressChange(deps, before.id, { email: parseEmailAddress('ada@new.example'), how });
    expect((await room.reader(ADA)).newEmail).toBe('ada@new.example');
    const { token } = await room.newest('ada@new.example', 'address-change-confirm');
    expect((await viewAddressChange(deps, token)).state).toBe('open');
    expect((await confirmAddressChange(deps, token, how)).state).toBe('open');
    expect((await confirmAddressChange(deps, token, how)).state).toBe('gone');

    const after = await room.reader('ada@new.example');
    expect(after).toMatchObject({ id: before.id, choice: before.choice, newEmail: null });
    expect((await room.mails(ADA)).at(-1)?.kind).toBe('address-change-announce');
    expect(await codeOf(identifyReader(deps, 'preferences', old.preferencesToken))).toBe('not-found');
    expect((await identifyReader(deps, 'unsubscribe', old.unsubscribeToken)).id).toBe(before.id);
  });

  test('that reads already is told, and nothing moves', async () => {
    await join('bob@example.org');
    const { id } = await join();
    await askAddressChange(deps, id, { email: parseEmailAddress('bob@example.org'), how });
    expect((await room.mails('bob@example.org')).at(-1)?.kind).toBe('already-subscribed');
    expect(await codeOf(askAddressChange(deps, id, { email: ada, how }))).toBe('invalid');
  });

  test('is taken over from an entry that had left, but not from one that came to read meanwhile', async () => {
    const bob = await join('bob@example.org');
    await leave(deps, bob.id, how);
    const { id } = await join();
    await askAddressChange(deps, id, { email: parseEmailAddress('bob@example.org'), how });
    await askAddressChange(deps, id, { email: parseEmailAddress('cy@example.org'), how });
    const replaced = await room.newest('bob@example.org', 'address-change-confirm');
    expect((await confirmAddressChange(deps, replaced.token, how)).state).toBe('gone');

    await askAddressChange(deps, id, { email: parseEmailAddress('bob@example.org'), how });
    const { token } = await room.newest('bob@example.org', 'address-change-confirm');
    await confirmAddressChange(deps, token, how);
    expect((await room.reader('bob@example.org')).id).toBe(id);

    await askAddressChange(deps, id, { email: parseEmailAddress('dee@example.org'), how });
    const late = await room.newest('dee@example.org', 'address-change-confirm');
    await join('dee@example.org');
    expect(await codeOf(confirmAddressChange(deps, late.token, how))).toBe('conflict');
    clock.advance(7 * DAY);
    expect((await viewAddressChange(deps, late.token)).state).toBe('expired');
  });
});

describe('leaving', () => {
  test('is done at once, twice is the same, and can be undone for a day', async () => {
    const { id } = await join();
    expect((await leave(deps, id, how)).outcome).toBe('left');
    expect((await leave(deps, id, how)).outcome).toBe('already left');
    await tellWhy(deps, id, { why: 'too-often', how });
    expect(await codeOf(tellWhy(deps, id, { why: 'ada@example.org bores me', how }))).toBe('invalid');
    clock.advance(DAY);
    expect(await undoLeave(deps, id, how)).toMatchObject({
      state: 'active',
      choice: slugs('news', 'people'),
    });
    expect(await undoLeave(deps, id, how)).toMatchObject({ state: 'active' });
    expect(await room.ledger(ADA)).toEqual([
      'asked',
      'confirmed: confirmed',
      'left: left',
      'said why: too-often',
      'came back: undo',
    ]);
    await leave(deps, id, how);
    clock.advance(DAY + 1);
    expect(await codeOf(undoLeave(deps, id, how))).toBe('conflict');
    expect(await codeOf(keepOnly(deps, id, { sections: slugs('news'), how }))).toBe('conflict');
  });

  test('or keeping only some sections, before or after', async () => {
    const { id } = await join();
    expect(await keepOnly(deps, id, { sections: slugs('news'), how })).toMatchObject({
      choice: slugs('news'),
    });
    await leave(deps, id, how);
    expect(await keepOnly(deps, id, { sections: slugs('events'), how })).toMatchObject({
      state: 'active',
      choice: slugs('events'),
    });
  });

  test('a sign-up that nobody confirmed cannot be undone into a subscription', async () => {
    await subscribe(deps, { email: ada, choice: 'all' }, form);
    const { id } = await room.reader(ADA);
    expect((await leave(deps, id, how)).outcome).toBe('left');
    expect(await codeOf(undoLeave(deps, id, how))).toBe('conflict');
  });

  test('one section in one step; the last one is leaving', async () => {
    const { id } = await join();
    expect(await leaveSection(deps, id, { section: 'news', how })).toMatchObject({
      outcome: 'stopped',
      label: 'The news',
    });
    expect((await leaveSection(deps, id, { section: 'news', how })).outcome).toBe('already stopped');
    expect(await codeOf(leaveSection(deps, id, { section: 'gossip', how }))).toBe('not-found');
    expect((await leaveSection(deps, id, { section: 'people', how })).outcome).toBe('left');
    expect((await room.reader(ADA)).state).toBe('unsubscribed');
  });

  test('one of all sections keeps the others', async () => {
    const { id } = await join();
    await changePreferences(deps, id, { choice: 'all', how });
    const { reader } = await leaveSection(deps, id, { section: 'people', how });
    expect(reader.choice).toEqual(slugs('news', 'events'));
  });

  test('signing up again needs the mailbox again', async () => {
    const { id } = await join();
    await leave(deps, id, how);
    clock.advance(DAY + 1);
    await subscribe(deps, { email: ada, choice: 'all' }, form);
    expect((await room.reader(ADA)).state).toBe('pending');
    const { token } = await room.newest(ADA, 'confirm-subscription');
    await confirm(deps, token, how);
    expect(await room.reader(ADA)).toMatchObject({ id, state: 'active', choice: 'all', leftAt: null });
  });
});
