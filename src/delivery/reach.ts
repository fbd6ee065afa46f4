import { type Database, type Log, sentenceOf } from '../core/index.ts';
import { endAway, noteAway } from './outage.store.ts';

/** What this process knows of whether Amazon SES can be reached; all processes know it through the pace they share. */
export type Reach = {
  /** What a reservation says of it. */
  heard(away: boolean): void;
  /** A call never reached SES. */
  away(reason: string): void;
  /** SES has answered a call that was begun at `begun`, on this process's monotonic clock. */
  answered(begun: number): void;
};

export function createReach({ db, log }: { db: Database; log: Log }): Reach {
  /** The answer to a call that was begun before this proves nothing against it. */
  let awaySince: number | undefined;
  // Nobody waits for what is told: when the database is away it is found out again soon enough.
  const tell = (failed: string, work: () => Promise<void>) =>
    void work().catch((error) => log.warn({ error: sentenceOf(error) }, failed));
  return {
    heard: (away) => {
      awaySince = away ? (awaySince ?? performance.now()) : undefined;
    },
    away: (reason) => {
      awaySince ??= performance.now();
      tell('an outage could not be noted', async () => {
        if (await noteAway(db, reason))
          log.error({ reason }, 'Amazon SES cannot be reached: one call at a time tries');
      });
    },
    answered: (begun) => {
      if (awaySince === undefined || begun < awaySince) return;
      awaySince = undefined;
      tell('the end of an outage could not be noted', async () => {
        const over = await endAway(db);
        if (over) log.warn({ since: over.since, tries: over.tries }, 'Amazon SES answers again');
      });
    },
  };
}
