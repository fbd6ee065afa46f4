import type { Clock, Db, NamedPerson } from '../core/index.ts';
import { namedPerson } from './people.ts';
import { hashOf } from './secret.ts';
import { deleteSession, selectSession, touchSession } from './session.store.ts';

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
export const signOut = (db: Db, token: string): Promise<void> => deleteSession(db, hashOf(token));
