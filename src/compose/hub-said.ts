import { cameOf } from '../acts/index.ts';
import type { ActName, EditionNumber, Log } from '../core/index.ts';
import { type PerformerDeps, performers } from './performers.ts';

/** What the hub said to the latest such act about an edition, if there is one; for who has just acted. */
export async function hubSaid(
  app: PerformerDeps & { log: Log },
  act: ActName,
  edition: EditionNumber,
): Promise<string | undefined> {
  if (!app.config.websubHub) return undefined;
  const { db, clock, log } = app;
  return cameOf(
    { db, clock, log, performers: performers(app) },
    { act, subject: edition, name: 'announce-feeds' },
  );
}
