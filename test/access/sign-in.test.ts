import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  askSignIn,
  enterCode,
  followLink,
  forgetSignIns,
  invitePerson,
  listPeople,
  MOST_TRIES,
  SIGN_IN_MINUTES,
  signOut,
  whoIsSignedIn,
} from '../../src/access/index.ts';
import { type Database, movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';

const clock = movableClock(new Date('2026-11-26T09:00:00Z'));
const ed = parseEmailAddress('ed@example.org');
const limits = { idleHours: 12, days: 7 };
const HOUR_MS = 3_600_000;
let deps: { db: Database; clock: typeof clock };
beforeAll(async () => {
  deps = { db: (await freshDatabase()).db, clock };
  await invitePerson(deps, { email: ed, roles: ['editor'], by: editor() });
});

type Asked = NonNullable<Awaited<ReturnType<typeof askSignIn>>>;
let asked: Asked;
beforeEach(async () => {
  asked = (await askSignIn(deps, ed)) as Asked;
});
const follow = (browser: string | undefined) => followLink(deps, { link: asked.link, browser });
const sessionOf = async () => {
  const opened = await follow(asked.browser);
  if (!opened || !('session' in opened)) throw new Error('The link did not sign in.');
  return opened.session;
};

test('nobody is told whether an address belongs to the desk', async () => {
  expect(await askSignIn(deps, parseEmailAddress('nobody@example.org'))).toBeUndefined();
});

test('the link signs in the browser that asked, once, and makes the invited active', async () => {
  const session = await sessionOf();
  expect(await whoIsSignedIn(deps, session, limits)).toMatchObject({
    name: 'ed@example.org',
    roles: ['editor'],
  });
  expect((await listPeople(deps.db))[0]?.state).toBe('active');
  expect(await follow(asked.browser)).toBeUndefined();
  expect(await enterCode(deps, { code: asked.code, browser: asked.browser })).toBeUndefined();
});

test('any other browser is given the code, which is worth something only where the mail was asked for', async () => {
  for (let scanner = 0; scanner < 20; scanner += 1) {
    expect(await follow(scanner % 2 ? undefined : `another browser ${scanner}`)).toEqual({
      code: asked.code,
    });
  }
  expect(await enterCode(deps, { code: asked.code, browser: 'another browser' })).toBeUndefined();
  const typed = ` ${asked.code.slice(0, 4).toLowerCase()}-${asked.code.slice(4)} `;
  const session = await enterCode(deps, { code: typed, browser: asked.browser });
  expect(await whoIsSignedIn(deps, session ?? '', limits)).toBeDefined();
  expect(await follow(undefined)).toBeUndefined();
});

test(`a code is guessed at ${MOST_TRIES} times at most, also by many at once`, async () => {
  const guess = () => enterCode(deps, { code: 'WRONGONE', browser: asked.browser });
  const guesses = await Promise.all(Array.from({ length: MOST_TRIES }, guess));
  expect(guesses.every((session) => session === undefined)).toBe(true);
  expect(await enterCode(deps, { code: asked.code, browser: asked.browser })).toBeUndefined();
});

test('of two who use the same mail at once, one is signed in', async () => {
  const both = await Promise.all([
    follow(asked.browser),
    enterCode(deps, { code: asked.code, browser: asked.browser }),
  ]);
  expect(both.filter((one) => one !== undefined)).toHaveLength(1);
});

test('a mail that is too old opens nothing', async () => {
  clock.advance(SIGN_IN_MINUTES * 60_000);
  expect(await follow(asked.browser)).toBeUndefined();
  expect(await enterCode(deps, { code: asked.code, browser: asked.browser })).toBeUndefined();
});

test('a session ends when it is not used, or however it is used, and when somebody signs out', async () => {
  const idle = await sessionOf();
  clock.advance(12 * HOUR_MS);
  expect(await whoIsSignedIn(deps, idle, limits)).toBeDefined();
  clock.advance(12 * HOUR_MS + 1);
  expect(await whoIsSignedIn(deps, idle, limits)).toBeUndefined();

  asked = (await askSignIn(deps, ed)) as Asked;
  const used = await sessionOf();
  for (let hours = 0; hours < 7 * 24; hours += 12) {
    clock.advance(12 * HOUR_MS);
    expect(await whoIsSignedIn(deps, used, limits)).toBeDefined();
  }
  clock.advance(1);
  expect(await whoIsSignedIn(deps, used, limits)).toBeUndefined();

  asked = (await askSignIn(deps, ed)) as Asked;
  const left = await sessionOf();
  await signOut(deps.db, left);
  expect(await whoIsSignedIn(deps, left, limits)).toBeUndefined();
});

test('nothing in the database signs anybody in, and what is over goes', async () => {
  const session = await sessionOf();
  const waiting = (await askSignIn(deps, ed)) as Asked;
  const rows = JSON.stringify([
    await deps.db.selectFrom('sessions').selectAll().execute(),
    await deps.db.selectFrom('sign_ins').selectAll().execute(),
  ]);
  for (const secret of [session, waiting.link, waiting.browser, waiting.code])
    expect(rows).not.toContain(secret);
  clock.advance(8 * 24 * HOUR_MS);
  await forgetSignIns(deps.db, {
    expired: clock.now(),
    opened: new Date(clock.now().getTime() - 7 * 24 * HOUR_MS),
  });
  expect(await deps.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  expect(await deps.db.selectFrom('sign_ins').selectAll().execute()).toEqual([]);
});
