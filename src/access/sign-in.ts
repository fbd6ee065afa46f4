import { record } from '../acts/index.ts';
import type { Clock, Database, Db } from '../core/index.ts';
import { updatePerson } from './people.store.ts';
import { namedPerson } from './people.ts';
import { codeOf, drawSecret, hashOf, readCode, sameHash } from './secret.ts';
import { deleteOldSessions, insertSession } from './session.store.ts';
import {
  countTry,
  deleteOldSignIns,
  lockSignIn,
  type SignInRow,
  selectOpenLink,
  useSignIn,
} from './sign-in.store.ts';

type Deps = { db: Database; clock: Clock };

/** Wrong codes that are borne before another mail must be asked for. */
export const MOST_TRIES = 5;

/** What pressing the button behind a link would do in this browser; `undefined` when it opens nothing any more. Changes nothing. */
export async function lookAtLink(
  { db, clock }: Deps,
  { link, browser }: { link: string; browser: string | undefined },
): Promise<'signs-in' | 'shows-code' | undefined> {
  const found = await selectOpenLink(db, hashOf(link), clock.now());
  return found && (isFor(found, browser) ? 'signs-in' : 'shows-code');
}

/** The secret of a session, or the code to type where the mail was asked for; `undefined` when the link opens nothing. */
export type FollowedLink = { session: string } | { code: string } | undefined;

/**
 * The link was followed and its page's button pressed. A mailed one signs in the browser that asked and no other: a shared
 * mailbox, a scanner or a thief of the mail gets the code at most, which is worth nothing outside that browser.
 */
export function followLink(
  { db, clock }: Deps,
  { link, browser }: { link: string; browser: string | undefined },
): Promise<FollowedLink> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const found = await lockSignIn(tx, { link: hashOf(link) }, now);
    if (!found) return undefined;
    if (!isFor(found, browser)) return { code: codeOf(link) };
    return {
      session: await openSession(tx, found, { how: found.browser_hash ? 'link' : 'terminal', at: now }),
    };
  });
}

const isFor = ({ browser_hash: asked }: Pick<SignInRow, 'browser_hash'>, browser: string | undefined) =>
  asked === null || (browser !== undefined && sameHash(asked, hashOf(browser)));

/** The code was typed where the mail was asked for. The secret of a session; `undefined` when it is not the right one. */
export function enterCode(
  { db, clock }: Deps,
  { code, browser }: { code: string; browser: string },
): Promise<string | undefined> {
  return db.transaction().execute(async (tx) => {
    const now = clock.now();
    const found = await lockSignIn(tx, { browser: hashOf(browser) }, now);
    if (!found?.code_hash || found.tries >= MOST_TRIES) return undefined;
    if (sameHash(found.code_hash, hashOf(readCode(code))))
      return openSession(tx, found, { how: 'code', at: now });
    await countTry(tx, found.id);
    return undefined;
  });
}

type Opening = { how: 'link' | 'code' | 'terminal'; at: Date };

async function openSession(tx: Db, { id, person_id }: SignInRow, { how, at }: Opening): Promise<string> {
  await useSignIn(tx, id, at);
  const person = await updatePerson(tx, { id: person_id }, { state: 'active' });
  const token = drawSecret();
  await insertSession(tx, { hash: hashOf(token), person: person.id, at });
  const by = { kind: 'person' as const, ...namedPerson(person) };
  await record(tx, { act: 'person.signed-in', by, subject: person.id, params: { by: how } }, at);
  return token;
}

/** Retention: sign-ins that have expired, and sessions that no limit lets live so long. */
export async function forgetSignIns(
  db: Db,
  { expired, opened }: { expired: Date; opened: Date },
): Promise<void> {
  await deleteOldSignIns(db, expired);
  await deleteOldSessions(db, opened);
}
