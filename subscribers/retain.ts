import { type Clock, DAY_MS, type Database, inSlices } from '../src/core/index.ts';
import type { Elsewhere } from './elsewhere.ts';
import { type ForgetCause, forget } from './forget.ts';
import type { How } from './reader.ts';
import { removeReaderImports } from './reader-import.store.ts';
import { importsKeptSince } from './reader-import.ts';
import { lockExpired } from './retain.store.ts';
import type { SecretKeys } from './tokens.ts';

/** In days; the options `RETENTION_…`. */
export type RetentionPeriods = {
  /** After a reader left or was suppressed, until their address is removed. */
  readonly left: number;
  /** After the last sign-up that was not confirmed. */
  readonly unconfirmed: number;
};

export type Retained = { left: number; unconfirmed: number };

const BATCH = 200;
const how: How = { source: 'retention', wording: null };

/**
 * Removes what is past its time, in small transactions so that it never stands in a sender's way. Safe to run twice, to
 * stop at any moment and to run in two processes at once.
 */
export async function retainSubscribers(
  deps: { db: Database; clock: Clock; keys: SecretKeys; elsewhere: Elsewhere },
  periods: RetentionPeriods,
  signal?: AbortSignal,
): Promise<Retained> {
  const before = (days: number) => new Date(deps.clock.now().getTime() - days * DAY_MS);
  const expire = (cause: Exclude<ForgetCause, 'asked'>, days: number) =>
    inSlices(BATCH, signal, () =>
      deps.db.transaction().execute(async (db) => {
        const rows = await lockExpired(db, cause, { before: before(days), limit: BATCH });
        await forget(db, rows, { ...deps, cause, at: deps.clock.now(), how });
        return rows.length;
      }),
    );
  await removeReaderImports(deps.db, importsKeptSince(deps.clock.now()));
  return {
    left: await expire('left', periods.left),
    unconfirmed: await expire('unconfirmed', periods.unconfirmed),
  };
}
