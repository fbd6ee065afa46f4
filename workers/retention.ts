import type { Config } from '../src/config.ts';
import type { Log } from '../src/core/index.ts';
import { retainMail } from '../src/delivery/index.ts';
import { retainSubscribers } from '../subscribers/index.ts';

export type RetentionDeps = Parameters<typeof retainSubscribers>[0] & { config: Config; log: Log };

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
  deps.log.info({ removed }, 'retention applied');
}
