import { record } from '../acts/index.ts';
import type { Actor, Clock, Database, Db, NamedPerson, PersonId } from '../core/index.ts';
import { namedPerson } from './people.ts';
import { hashOf } from './secret.ts';
import {
  deleteSession,
  deleteSessionsOf,
  selectSession,
  selectSignedIn,
  touchSession,
  type WhereSignedIn,
} from './session.store.ts';

/** How long a browser stays signed in: since it was last used, and since it signed in. */
export type SessionLimits = { idleHours: number; days: number };

const HOUR_MS = 3_600_000;
/** A page that loads twenty things writes once. */
const SEEN_EVERY_MS = 60_000;

/** Who is signed in with this secret, as they are now; `undefined` when nobody is, any more or ever. */
export async function whoIsSignedIn(
  { db, clock }: { db: Db; clock: Clock },
  token: string,
  { idleHours, days }: SessionLimits,
): Promise<NamedPerson | undefined> {
  const hash = hashOf(token);
  const found = await selectSession(db, hash);
  if (!found) return undefined;
  const now = clock.now();
  const since = (then: Date) => now.getTime() - then.getTime();
  if (since(found.seen_at) > idleHours * HOUR_MS || since(found.opened_at) > days * 24 * HOUR_MS) {
    await deleteSession(db, hash);
    return undefined;
  }
  if (since(found.seen_at) >= SEEN_EVERY_MS) await touchSession(db, hash, now);
  return namedPerson(found);
}

/** Signs this browser out. */
export function signOut({ db, clock }: { db: Database; clock: Clock }, token: string): Promise<void> {
  const hash = hashOf(token);
  return db.transaction().execute(async (tx) => {
    const found = await selectSession(tx, hash);
    if (!found || !(await deleteSession(tx, hash))) return;
    const by = { kind: 'person' as const, ...namedPerson(found) };
    await record(tx, { act: 'person.signed-out', by, subject: found.id, params: {} }, clock.now());
  });
}

/** Signs somebody out wherever they are signed in. Returns in how many browsers they were. */
export function signOutEverywhere(
  { db, clock }: { db: Database; clock: Clock },
  { person, by }: { person: PersonId; by: Actor },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const browsers = await deleteSessionsOf(tx, person);
    const params = { browsers };
    if (browsers > 0)
      await record(tx, { act: 'person.signed-out-everywhere', by, subject: person, params }, clock.now());
    return browsers;
  });
}

/** Who is signed in now, by person. */
export async function whoAreSignedIn(
  { db, clock }: { db: Db; clock: Clock },
  { idleHours, days }: SessionLimits,
): Promise<Map<PersonId, WhereSignedIn>> {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const found = await selectSignedIn(db, {
    opened: ago(days * 24 * HOUR_MS),
    seen: ago(idleHours * HOUR_MS),
  });
  return new Map(found.map((one) => [one.person, one]));
}
