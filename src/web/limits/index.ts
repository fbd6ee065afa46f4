import { createHmac } from 'node:crypto';
import type { Clock, Database } from '../../core/index.ts';
import { dropFree, spend } from './store.ts';

export { clientAddress, networkOf } from './network.ts';

const HOUR_MS = 3_600_000;

/** `burst` at once, then one more each time that `perMs / burst` has passed. */
export type Limit = { name: string; burst: number; perMs: number };

/**
 * What one person, office or attacker may ask of us. Each of these makes us write a mail, so the mailbox's own limit
 * is what keeps our forms from being used to flood somebody else's mailbox.
 */
export const limits = {
  mailToAddress: { name: 'mail to address', burst: 5, perMs: 24 * HOUR_MS },
  mailFromNetwork: { name: 'mail from network', burst: 30, perMs: HOUR_MS },
  mailFromReader: { name: 'mail from reader', burst: 5, perMs: 24 * HOUR_MS },
  /** Of one mailbox by one network: a stranger elsewhere cannot spend what its reader may ask for. */
  lostLink: { name: 'lost link', burst: 5, perMs: 24 * HOUR_MS },
  /** An office of many may write at once. */
  storyFromNetwork: { name: 'story from network', burst: 30, perMs: HOUR_MS },
  storyOfAddress: { name: 'story of address', burst: 20, perMs: 24 * HOUR_MS },
  pictureFromNetwork: { name: 'picture from network', burst: 60, perMs: HOUR_MS },
  /** Each takes a process of its own for a second or two. */
  wordFromNetwork: { name: 'word file from network', burst: 30, perMs: HOUR_MS },
  signInFromNetwork: { name: 'desk sign-in from network', burst: 30, perMs: HOUR_MS },
  signInFromOne: { name: 'desk sign-in of one', burst: 6, perMs: HOUR_MS },
  /** From all networks: a mailbox is not flooded by many of them. */
  signInToAddress: { name: 'desk sign-in to address', burst: 40, perMs: 24 * HOUR_MS },
} as const satisfies Record<string, Limit>;

/** `limitKey` is the installation's own: not a signing key, or a change of those would begin every limit anew. */
export type LimitDeps = { db: Database; clock: Clock; limitKey: Buffer };

const keyFor = ({ limitKey }: LimitDeps, limit: Limit, who: string): string =>
  createHmac('sha256', limitKey).update(`quarterly rate limit 1\n${limit.name}\n${who}`).digest('base64url');

/**
 * Spends one of each, in order, until one is exhausted.
 * Returns how long to wait in whole seconds before trying again; 0 = go ahead.
 */
export async function withinLimits(
  deps: LimitDeps,
  ...asked: readonly { limit: Limit; who: string }[]
): Promise<number> {
  const now = deps.clock.now();
  await dropFree(deps.db, now);
  for (const { limit, who } of asked) {
    const everyMs = limit.perMs / limit.burst;
    const wait = await spend(deps.db, { key: keyFor(deps, limit, who), now, everyMs, burst: limit.burst });
    if (wait > 0) {
      return Math.ceil(wait / 1_000);
    }
  }
  return 0;
}
