import { forgetRemoved, forgetSignIns } from '../src/access/index.ts';
import type { Config } from '../src/config.ts';
import type { Log } from '../src/core/index.ts';
import { retainMail } from '../src/delivery/index.ts';
import { retainSubscribers } from '../subscribers/index.ts';

export type RetentionDeps = Parameters<typeof retainSubscribers>[0] & { config: Config; log: Log };

const DAY_MS = 86_400_000;
/** No session is let live so long. */
const LONGEST_SESSION_DAYS = 31;

/** The nightly round of retention; says how much it removed, never of whom. */
export async function retainReaders(deps: RetentionDeps, signal: AbortSignal): Promise<void> {
  const {
    retentionLeftDays: left,
    retentionUnconfirmedDays: unconfirmed,
    retentionEventsDays: events,
  } = deps.config;
  const removed = {
    ...(await retainSubscribers(deps, { left, unconfirmed }, signal)),
    ...(await retainMail(deps, events, signal)),
  };
  const now = deps.clock.now().getTime();
  const days = (count: number) => new Date(now - count * DAY_MS);
  await forgetRemoved(deps.db, days(left));
  await forgetSignIns(deps.db, { expired: days(1), opened: days(LONGEST_SESSION_DAYS) });
  deps.log.info({ removed }, 'retention applied');
}
