import { createHmac } from 'node:crypto';
import type { Clock, Database } from '../../core/index.ts';
import { dropFree, spend } from './store.ts';

export { clientAddress, networkOf } from './network.ts';

const HOUR_MS = 3_600_000;

/** `burst` at once, then one more each time that `perMs / burst` has passed. */
export type Limit = { name: string; burst: number; perMs: number };

/**
 * What one person, office or attacker may ask of us. Each of these makes us write a mail, so the address's own limit
 * is what keeps our forms from being used to flood somebody else's mailbox.
 */
export const limits = {
  mailToAddress: { name: 'mail to address', burst: 5, perMs: 24 * HOUR_MS },
  mailFromNetwork: { name: 'mail from network', burst: 30, perMs: HOUR_MS },
  mailFromReader: { name: 'mail from reader', burst: 5, perMs: 24 * HOUR_MS },
} as const satisfies Record<string, Limit>;

export type LimitDeps = { db: Database; clock: Clock; keys: readonly { key: Buffer }[] };

function keyFor({ keys }: LimitDeps, limit: Limit, who: string): string {
  const [first] = keys;
  if (!first) {
    throw new Error('No secret key to hash with');
  }
  return createHmac('sha256', first.key)
    .update(`quarterly rate limit 1\n${limit.name}\n${who}`)
    .digest('base64url');
}

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
