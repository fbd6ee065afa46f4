import type { SignUpDeps } from './reader.ts';
import { insertTurn } from './turns.store.ts';

/**
 * When the confirm mail of a sign-up may leave: at once, or in its turn when `NOTICES_PER_HOUR` have been asked for within
 * an hour. Shared by every process, and taken whatever we hold about the address: how long it takes must not tell.
 */
export const takeTurn = ({ db, clock, noticesPerHour }: SignUpDeps): Promise<Date> =>
  db.transaction().execute((trx) => insertTurn(trx, { now: clock.now(), perHour: noticesPerHour }));
