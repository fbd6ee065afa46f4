import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
  askSignIn,
  enterCode,
  followLink,
  forgetSignIns,
  invitePerson,
  listPeople,
  lookAtLink,
  MOST_TRIES,
  printSignIn,
  SIGN_IN_MINUTES,
  signInMail,
  signOut,
  signOutEverywhere,
  whoIsSignedIn,
} from '../../src/access/index.ts';
import { listActs } from '../../src/acts/index.ts';
import { type Database, movableClock, parseEmailAddress } from '../../src/core/index.ts';
import { editor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { type Asked, askedSignIn, postedTo } from '../support/sign-in.ts';

const clock = movableClock(new Date('2026-11-26T09:00:00Z'));
const ed = parseEmailAddress('ed@example.org');
const limits = { idleHours: 12, days: 7 };
const HOUR_MS = 3_600_000;
let deps: { db: Database; clock: typeof clock };
beforeAll(async () => {
  deps = { db: (await freshDatabase()).db, clock };
  await invitePerson(deps, { email: ed, roles: ['editor'], by: editor() });
});

let asked: Asked;
beforeEach(async () => {
  asked = await askedSignIn(deps, ed);
});
const follow = (browser: string | undefined) => followLink(deps, { link: asked.link, browser });
const sessionOf = async () => {
  const opened = await follow(asked.browser);
  if (!opened || !('session' in opened)) throw new Error('The link did not sign in.');
  return opened.session;
};

test('whoever asks gets the same, whether or not the address belongs to the desk', async () => {
  const nobody = await askSignIn(postedTo(deps), parseEmailAddress('nobody@example.org'));
  expect(nobody).toEqual({ browser: expect.stringMatching(/^[\w-]{43}$/), posted: undefined });
  expect(await enterCode(deps, { code: asked.code, browser: nobody.browser })).toBeUndefined();
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

  asked = await askedSignIn(deps, ed);
  const used = await sessionOf();
  for (let hours = 0; hours < 7 * 24; hours += 12) {
    clock.advance(12 * HOUR_MS);
    expect(await whoIsSignedIn(deps, used, limits)).toBeDefined();
  }
  clock.advance(1);
  expect(await whoIsSignedIn(deps, used, limits)).toBeUndefined();

  asked = await askedSignIn(deps, ed);
  const left = await sessionOf();
  await signOut(deps, left);
  await signOut(deps, left);
  expect(await whoIsSignedIn(deps, left, limits)).toBeUndefined();
});

test('who comes and who goes is on record, with how', async () => {
  const since = (await listActs(deps.db, { limit: 1 }))[0]?.id ?? 0;
  await signOut(deps, await sessionOf());
  asked = await askedSignIn(deps, ed);
  await enterCode(deps, { code: asked.code, browser: asked.browser });
  const ours = (await listActs(deps.db, { limit: 20 })).filter(({ id }) => id > since).reverse();
  expect(ours.map(({ act, params, by }) => [act, params, by.kind === 'person' && by.name])).toEqual([
    ['person.signed-in', { by: 'link' }, 'ed@example.org'],
    ['person.signed-out', {}, 'ed@example.org'],
    ['person.signed-in', { by: 'code' }, 'ed@example.org'],
  ]);
});

test('a link from the terminal signs in whichever browser opens it, once, and for a quarter of an hour', async () => {
  const print = () => printSignIn(deps, { email: ed, by: editor() });
  const link = (await print())?.link ?? '';
  for (let scanner = 0; scanner < 20; scanner += 1)
    expect(await lookAtLink(deps, { link, browser: undefined })).toBe('signs-in');
  const opened = await followLink(deps, { link, browser: undefined });
  expect(opened).toEqual({ session: expect.any(String) });
  expect(await followLink(deps, { link, browser: undefined })).toBeUndefined();
  expect(await lookAtLink(deps, { link, browser: undefined })).toBeUndefined();
  const late = (await print())?.link ?? '';
  clock.advance(SIGN_IN_MINUTES * 60_000);
  expect(await followLink(deps, { link: late, browser: asked.browser })).toBeUndefined();
  expect(
    await printSignIn(deps, { email: parseEmailAddress('no@example.org'), by: editor() }),
  ).toBeUndefined();
  expect((await listActs(deps.db, { limit: 2 })).map(({ act }) => act)).toContain('person.link-printed');
});

test('looking at a link says what its button would do in this browser, and changes nothing', async () => {
  const look = (browser?: string) => lookAtLink(deps, { link: asked.link, browser });
  expect([await look(), await look('another'), await look(asked.browser)]).toEqual([
    'shows-code',
    'shows-code',
    'signs-in',
  ]);
  expect(await lookAtLink(deps, { link: 'never-mailed', browser: asked.browser })).toBeUndefined();
  expect(await follow(asked.browser)).toHaveProperty('session');
});

test('somebody is signed out of every browser at once, and it is on record when there was one', async () => {
  const sessions = [await sessionOf()];
  asked = await askedSignIn(deps, ed);
  sessions.push(await sessionOf());
  const [person] = await listPeople(deps.db);
  if (!person) throw new Error('There is nobody.');
  await signOutEverywhere(deps, { person: person.id, by: editor() });
  for (const session of sessions) expect(await whoIsSignedIn(deps, session, limits)).toBeUndefined();
  expect(await signOutEverywhere(deps, { person: person.id, by: editor() })).toBe(0);
  expect((await listActs(deps.db, { limit: 1 }))[0]?.act).toBe('person.signed-out-everywhere');
});

test('the mail is made anew by whichever key signed it, as long as it is of use', async () => {
  const posted = postedTo(deps);
  await askSignIn(posted, ed);
  const id = posted.posted.at(-1)?.signIn ?? 0;
  const other = { key: Buffer.alloc(32, 1) };
  expect(await signInMail({ ...deps, keys: [other, ...posted.keys] }, id)).toEqual(
    await signInMail(posted, id),
  );
  expect(await signInMail({ ...deps, keys: [other] }, id)).toBeUndefined();
  clock.advance(SIGN_IN_MINUTES * 60_000);
  expect(await signInMail(posted, id)).toBeUndefined();
});

test('nothing in the database signs anybody in, and what is over goes', async () => {
  const session = await sessionOf();
  const waiting = await askedSignIn(deps, ed);
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
