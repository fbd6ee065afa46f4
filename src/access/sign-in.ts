import type { Clock, Database, Db, EmailAddress, PersonId } from '../core/index.ts';
import { selectPerson, updatePerson } from './people.store.ts';
import { codeOf, drawSecret, hashOf, readCode, sameHash } from './secret.ts';
import { deleteOldSessions, insertSession } from './session.store.ts';
import {
  countTry,
  deleteOldSignIns,
  insertSignIn,
  lockSignIn,
  type SignInRow,
  useSignIn,
} from './sign-in.store.ts';

type Deps = { db: Database; clock: Clock };

/** How long a mailed link and its code may be used. */
export const SIGN_IN_MINUTES = 15;
/** Wrong codes that are borne before another mail must be asked for. */
export const MOST_TRIES = 5;

/** What goes into the browser that asks, and into the mail. */
export type AskedSignIn = { browser: string; link: string; code: string; expiresAt: Date };

/**
 * Somebody wants to sign in. `undefined` when nobody of the desk has the address; the page says the same in either case,
 * since it would else tell strangers who works here.
 */
export async function askSignIn({ db, clock }: Deps, email: EmailAddress): Promise<AskedSignIn | undefined> {
  const person = await selectPerson(db, email);
  if (!person) return undefined;
  const [browser, link, now] = [drawSecret(), drawSecret(), clock.now()];
  const code = codeOf(link);
  const expiresAt = new Date(now.getTime() + SIGN_IN_MINUTES * 60_000);
  await insertSignIn(db, {
    person_id: person.id,
    browser_hash: hashOf(browser),
    link_hash: hashOf(link),
    code_hash: hashOf(code),
    asked_at: now,
    expires_at: expiresAt,
  });
  return { browser, link, code, expiresAt };
}

/** The secret of a session, or the code to type where the mail was asked for; `undefined` when the link opens nothing. */
export type FollowedLink = { session: string } | { code: string } | undefined;

/**
 * The link was followed and its page's button pressed. It signs in the browser that asked and no other: a shared mailbox, a
 * scanner or a thief of the mail gets the code at most, which is worth nothing outside that browser.
 */
export function followLink(
  { db, clock }: Deps,
  { link, browser }: { link: string; browser: string | undefined },
): Promise<FollowedLink> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const found = await lockSignIn(tx, { link: hashOf(link) }, now);
    if (!found) return undefined;
    if (browser === undefined || !sameHash(found.browser_hash, hashOf(browser)))
      return { code: codeOf(link) };
    return { session: await openSession(tx, found, now) };
  });
}

/** The code was typed where the mail was asked for. The secret of a session; `undefined` when it is not the right one. */
export function enterCode(
  { db, clock }: Deps,
  { code, browser }: { code: string; browser: string },
): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const found = await lockSignIn(tx, { browser: hashOf(browser) }, now);
    if (!found || found.tries >= MOST_TRIES) return undefined;
    if (sameHash(found.code_hash, hashOf(readCode(code)))) return openSession(tx, found, now);
    await countTry(tx, found.id);
    return undefined;
  });
}

async function openSession(tx: Db, { id, person_id: person }: SignInRow, at: Date): Promise<string> {
  await useSignIn(tx, id, at);
  await activate(tx, person);
  const token = drawSecret();
  await insertSession(tx, { hash: hashOf(token), person, at });
  return token;
}

const activate = (tx: Db, id: PersonId) => updatePerson(tx, { id }, { state: 'active' });

/** Retention: sign-ins that have expired, and sessions that no limit lets live so long. */
export async function forgetSignIns(
  db: Db,
  { expired, opened }: { expired: Date; opened: Date },
): Promise<void> {
  await deleteOldSignIns(db, expired);
  await deleteOldSessions(db, opened);
}
