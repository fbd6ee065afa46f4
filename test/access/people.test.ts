import { beforeAll, expect, test } from 'vitest';
import {
  approverAddresses,
  changePerson,
  countPeople,
  followLink,
  forgetRemoved,
  invitePerson,
  listPeople,
  personBy,
  removeById,
  removePerson,
  whoAreSignedIn,
  whoIsSignedIn,
} from '../../src/access/index.ts';
import { namedPerson } from '../../src/access/people.ts';
import { listActs } from '../../src/acts/index.ts';
import { type Database, movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { askedSignIn } from '../support/sign-in.ts';

const clock = movableClock(new Date('2026-11-26T09:00:00Z'));
const by = editor();
let deps: { db: Database; clock: typeof clock };
beforeAll(async () => {
  deps = { db: (await freshDatabase()).db, clock };
});

const ed = parseEmailAddress('Ed@example.org');
const boss = parseEmailAddress('boss@example.org');
const acts = async () => (await listActs(deps.db, { limit: 20 })).map(({ act }) => act);

test('somebody is invited once, however often; other roles are an act of their own', async () => {
  const first = await invitePerson(deps, { email: ed, name: 'Ed Example', roles: ['editor'], by });
  expect(first).toMatchObject({ outcome: 'invited', person: { state: 'invited', roles: ['editor'] } });
  expect(
    (await invitePerson(deps, { email: parseEmailAddress('ed@EXAMPLE.org'), roles: ['editor'], by })).outcome,
  ).toBe('unchanged');
  const changed = await invitePerson(deps, { email: ed, roles: ['editor', 'approver', 'editor'], by });
  expect(changed).toMatchObject({
    outcome: 'changed',
    person: { id: first.person.id, name: 'Ed Example', roles: ['approver', 'editor'] },
  });
  expect(await acts()).toEqual(['person.roles-changed', 'person.invited']);
  expect(await personBy(deps.db, parseEmailAddress('ED@example.org'))).toEqual({
    id: first.person.id,
    name: 'Ed Example',
    roles: ['approver', 'editor'],
  });
});

test('the first approver is who is told', async () => {
  await invitePerson(deps, { email: boss, roles: ['admin'], by });
  expect(await approverAddresses(deps.db)).toEqual([ed]);
  expect(await countPeople(deps.db)).toBe(2);
  expect((await personBy(deps.db, boss))?.name).toBe('boss@example.org');
});

test('who is removed is signed out at once, cannot come in by a mail they have, and may be invited again', async () => {
  const used = await askedSignIn(deps, ed);
  const waiting = await askedSignIn(deps, ed);
  const opened = await followLink(deps, used);
  const session = opened && 'session' in opened ? opened.session : '';
  const limits = { idleHours: 12, days: 7 };
  expect(await whoIsSignedIn(deps, session, limits)).toMatchObject({ name: 'Ed Example' });

  await removePerson(deps, { email: ed, by });
  expect(await whoIsSignedIn(deps, session, limits)).toBeUndefined();
  expect(await followLink(deps, waiting)).toBeUndefined();
  await expect(askedSignIn(deps, ed)).rejects.toThrow('No mail was posted');
  expect([await countPeople(deps.db), await approverAddresses(deps.db)]).toEqual([1, []]);
  await expect(removePerson(deps, { email: ed, by })).rejects.toThrow('Nobody of the desk has this address');
  expect((await acts())[0]).toBe('person.removed');

  const again = await invitePerson(deps, { email: ed, roles: ['editor'], by });
  expect(again).toMatchObject({ outcome: 'invited', person: { name: 'Ed Example', state: 'invited' } });
});

test('the name and address of who was removed go by retention, what they did stays', async () => {
  await removePerson(deps, { email: ed, by });
  clock.advance(29 * 86_400_000);
  expect(await forgetRemoved(deps.db, new Date(clock.now().getTime() - 30 * 86_400_000))).toBe(0);
  expect(await forgetRemoved(deps.db, new Date(clock.now().getTime() - 28 * 86_400_000))).toBe(1);
  expect((await listPeople(deps.db)).map(({ email }) => email)).toEqual([boss]);
  expect((await invitePerson(deps, { email: ed, roles: ['editor'], by })).person.name).toBeNull();
});

test('nobody at the desk can leave it without an admin, not even two at once; a terminal can', async () => {
  const other = parseEmailAddress('other-admin@example.org');
  const [one, two] = [
    (await invitePerson(deps, { email: boss, roles: ['admin'], by })).person,
    (await invitePerson(deps, { email: other, roles: ['admin', 'editor'], by })).person,
  ];
  const as = (person: typeof one) => ({ kind: 'person', ...namedPerson(person) }) as const;
  const both = await Promise.allSettled([
    removeById(deps, { id: one.id, by: as(two) }),
    changePerson(deps, two.id, { roles: ['editor'], by: as(one) }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [last] = (await listPeople(deps.db)).filter(
    ({ state, roles }) => state !== 'removed' && roles.includes('admin'),
  );
  if (!last) throw new Error('No admin is left.');
  await expect(removeById(deps, { id: last.id, by: as(last) })).rejects.toThrow('This is the last admin');
  await expect(changePerson(deps, last.id, { roles: ['approver'], by: as(last) })).rejects.toThrow(
    'last admin',
  );
  await changePerson(deps, last.id, { roles: ['admin', 'approver'], name: 'Last', by: as(last) });
  await removePerson(deps, { email: parseEmailAddress(last.email ?? ''), by });
  await expect(removeById(deps, { id: last.id, by })).rejects.toThrow('no longer belong');
  await removePerson(deps, { email: last.email === boss ? other : boss, by }).catch(() => {});
  await invitePerson(deps, { email: boss, roles: ['admin'], by });
});

test('who is signed in, since when and in how many browsers', async () => {
  const sam = parseEmailAddress('sam@example.org');
  const { person } = await invitePerson(deps, { email: sam, roles: ['editor'], by });
  await followLink(deps, await askedSignIn(deps, sam));
  const first = clock.now();
  clock.advance(3_600_000);
  await followLink(deps, await askedSignIn(deps, sam));
  const signedIn = async () => (await whoAreSignedIn(deps, { idleHours: 12, days: 7 })).get(person.id);
  expect(await signedIn()).toMatchObject({ browsers: 2, since: first, seen: clock.now() });
  clock.advance(13 * 3_600_000);
  expect(await signedIn()).toBeUndefined();
  await removePerson(deps, { email: sam, by });
});
