import type { Clock, Database } from '../src/core/index.ts';
import { type ForgetCause, forget } from './forget.ts';
import { DAY_MS, type How } from './reader.ts';
import { deleteOldEvents, deleteOldNotices, lockExpired } from './retain.store.ts';
import type { SecretKeys } from './tokens.ts';

/** In days; the options `RETENTION_…`. */
export type RetentionPeriods = {
  /** After a reader left or was suppressed, until their address is removed. */
  readonly left: number;
  /** After the last sign-up that was not confirmed. */
  readonly unconfirmed: number;
  /** Amazon's events, and the record of single mails. */
  readonly events: number;
};

export type Retained = { left: number; unconfirmed: number; events: number; notices: number };

const BATCH = 200;
const how: How = { source: 'retention', wording: null };

/**
 * Removes what is past its time, in small transactions so that it never stands in a sender's way. Safe to run twice, to
 * stop at any moment and to run in two processes at once.
 */
export async function retainSubscribers(
  deps: { db: Database; clock: Clock; keys: SecretKeys },
  periods: RetentionPeriods,
  signal?: AbortSignal,
): Promise<Retained> {
  const before = (days: number) => new Date(deps.clock.now().getTime() - days * DAY_MS);
  const expire = (cause: Exclude<ForgetCause, 'asked'>, days: number) =>
    untilDone(signal, () =>
      deps.db.transaction().execute(async (db) => {
        const rows = await lockExpired(db, cause, { before: before(days), limit: BATCH });
        await forget(db, rows, { cause, at: deps.clock.now(), how, keys: deps.keys });
        return rows.length;
      }),
    );
  return {
    left: await expire('left', periods.left),
    unconfirmed: await expire('unconfirmed', periods.unconfirmed),
    events: await untilDone(signal, () =>
      deleteOldEvents(deps.db, { before: before(periods.events), limit: BATCH }),
    ),
    notices: await untilDone(signal, () =>
      deleteOldNotices(deps.db, { before: before(periods.events), limit: BATCH }),
    ),
  };
}

async function untilDone(signal: AbortSignal | undefined, once: () => Promise<number>): Promise<number> {
  let total = 0;
  while (!signal?.aborted) {
    const done = await once();
    total += done;
    if (done < BATCH) break;
  }
  return total;
}
