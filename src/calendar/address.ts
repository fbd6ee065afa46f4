import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, DAY_MS, type Db } from '../core/index.ts';
import { installationOf } from '../settings/index.ts';
import { holidayChanges, insertAddress, revokeAll, selectAddresses } from './addresses.store.ts';
import { countingOf } from './counting.ts';
import { icsOf } from './ics.ts';
import { calendarBetween } from './list.ts';
import type { CalendarReading } from './reckoning.ts';

/** Makes a secret address of the calendar; the token is said this once, and never again. */
export async function makeAddress(deps: ActDeps, by: Actor): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await act(deps, async (tx, at) => {
    const subject = await insertAddress(tx, hashOfToken(token).toString('hex'), { at, by });
    await record(tx, { act: 'calendar.address-made', by, subject, params: {} }, at);
  });
  return token;
}

/** Ends every secret address; returns how many there were. */
export const revokeAddresses = (deps: ActDeps, by: Actor): Promise<number> =>
  act(deps, async (tx, at) => {
    const revoked = await revokeAll(tx, at);
    if (revoked > 0)
      await record(
        tx,
        { act: 'calendar.addresses-revoked', by, subject: 0, params: { addresses: revoked } },
        at,
      );
    return revoked;
  });

const hashOfToken = (token: string) => createHash('sha256').update(`quarterly calendar 1\n${token}`).digest();

/** Whether the token is one that was made and not revoked. Takes as long whichever it is nearly like. */
async function opens(db: Db, token: string): Promise<boolean> {
  const given = hashOfToken(token);
  const known = await selectAddresses(db);
  return known.filter(({ token_hash }) => timingSafeEqual(Buffer.from(token_hash, 'hex'), given)).length > 0;
}

const BACK_MS = 366 * DAY_MS;
const AHEAD_MS = 2 * 366 * DAY_MS;

/** The calendar behind a secret address, last year's and the next two; undefined for a token that opens nothing. */
export async function icsFor(
  deps: CalendarReading,
  { token, name }: { token: string; name: string },
): Promise<string | undefined> {
  const { db, clock } = deps;
  if (!(await opens(db, token))) return undefined;
  const now = clock.now().getTime();
  const entries = await calendarBetween(deps, {
    from: new Date(now - BACK_MS),
    to: new Date(now + AHEAD_MS),
  });
  const { id: installation, since } = await installationOf(db);
  const counting = await countingOf(deps);
  const revision = (await holidayChanges(db)) + counting.revision;
  return icsOf(entries, { name, installation, since: counting.at ?? since, revision });
}
