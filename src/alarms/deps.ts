import type { Clock, Database, Db, Log } from '../core/index.ts';
import type { AlarmFacts } from './facts.ts';
import type { AlarmWay } from './way.ts';

export type AlarmDeps = {
  db: Database;
  clock: Clock;
  log: Log;
  /** Everything that is decided by, as it is now; read in the transaction that holds the alarms. */
  facts(tx: Db, now: Date): Promise<AlarmFacts>;
  /** By which this process can tell. */
  ways(tx: Db): Promise<readonly AlarmWay[]>;
};
