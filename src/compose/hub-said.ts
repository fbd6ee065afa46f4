import { cameOf } from '../acts/index.ts';
import { type ActName, type EditionNumber, type Log, sayReason } from '../core/index.ts';
import { type PerformerDeps, performers } from './performers.ts';

/**
 * What the hub said to the latest such act about an edition, if there is one; for who has just acted. Does what follows from it at once,
 * hub or not: a worker that ends with its run, as that of `edition send --wait`, leaves nothing for the next sweep.
 */
export async function hubSaid(
  app: PerformerDeps & { log: Log },
  act: ActName,
  edition: EditionNumber,
): Promise<string | undefined> {
  const { db, clock, log } = app;
  const came = await cameOf(
    { db, clock, log, performers: performers(app) },
    { act, subject: edition, name: 'announce-feeds' },
  );
  return came && sayReason(came, 'terminal');
}
