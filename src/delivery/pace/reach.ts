import { type Database, type Log, sentenceOf } from '../../core/index.ts';
import { endAway, noteAway } from './outage.store.ts';

/** What this process knows of whether Amazon SES can be reached; all processes know it through the pace they share. */
export type Reach = {
  /** What a reservation says of it. */
  heard(away: boolean): void;
  /** A call never reached SES. */
  away(reason: string): void;
  /** SES has answered a call that was begun at `begun`, on this process's monotonic clock; true when that ends an outage. */
  answered(begun: number): boolean;
  isAway(): boolean;
};

export function createReach({ db, log }: { db: Database; log: Log }): Reach {
  /** The answer to a call that was begun before this proves nothing against it. */
  let awaySince: number | undefined;
  /** What the database says is older than what it is being told. */
  let telling = 0;
  // Nobody waits for what is told: when the database is away it is found out again soon enough.
  const tell = (failed: string, work: () => Promise<void>) => {
    telling += 1;
    void work()
      .catch((error) => log.warn({ error: sentenceOf(error) }, failed))
      .finally(() => {
        telling -= 1;
      });
  };
  return {
    isAway: () => awaySince !== undefined,
    heard: (away) => {
      if (telling === 0) awaySince = away ? (awaySince ?? performance.now()) : undefined;
    },
    away: (reason) => {
      awaySince ??= performance.now();
      tell('an outage could not be noted', async () => {
        if (await noteAway(db, reason))
          log.error({ reason }, 'Amazon SES cannot be reached: one call at a time tries');
      });
    },
    answered: (begun) => {
      if (awaySince === undefined || begun < awaySince) return false;
      awaySince = undefined;
      tell('the end of an outage could not be noted', async () => {
        const over = await endAway(db);
        if (over) log.warn({ since: over.since, tries: over.tries }, 'Amazon SES answers again');
      });
      return true;
    },
  };
}
