import { sql } from 'kysely';
import { type Clock, type Database, type Log, systemClock } from '../../core/index.ts';

const LOOK_MS = 10_000;
const WARN_MS = 30_000;

/** The time by the database's clock, and how far this machine's is off. */
type DatabaseClock = Clock & {
  /** This machine's clock minus the database's, ms. */
  differenceMs(): number;
  stop(): void;
};

/**
 * The clock of the database, so that all processes go by one: slots, ages and ends of links must not hang on the machine
 * that happens to look. Between two looks it runs on by the monotonic clock, so that a clock that is set moves nothing.
 */
export async function followDatabaseClock(
  db: Database,
  log: Log,
  { own = systemClock, repeat = true }: { own?: Clock; repeat?: boolean } = {},
): Promise<DatabaseClock> {
  let offset = 0;
  let difference = 0;
  let said = 0;
  const look = async () => {
    const from = performance.now();
    const { rows } = await sql<{ ms: number }>`
      SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`.execute(db);
    const to = performance.now();
    // An answer that took long says little; the first must do.
    if (offset !== 0 && to - from > 2_000) return;
    offset = (rows[0]?.ms ?? 0) - (from + to) / 2;
    difference = own.now().getTime() - (offset + performance.now());
    said = warn(log, difference, said);
  };
  await look();
  const timer = repeat ? setInterval(() => void look().catch(() => {}), LOOK_MS) : undefined;
  timer?.unref();
  return {
    now: () => new Date(Math.round(offset + performance.now())),
    differenceMs: () => difference,
    stop: () => clearInterval(timer),
  };
}

/** Says a difference when it begins, grows or ends, not at each look. Returns what was said last. */
function warn(log: Log, difference: number, said: number): number {
  const far = Math.abs(difference) >= WARN_MS;
  if (!far && said === 0) return 0;
  if (far && Math.abs(difference - said) < WARN_MS) return said;
  if (far) log.warn({ seconds: Math.round(difference / 1_000) }, clockSentence(difference));
  else log.warn({}, 'the clock of this machine agrees with the database’s again');
  return far ? difference : 0;
}

const clockSentence = (differenceMs: number) =>
  `The clock of this machine is ${Math.abs(Math.round(differenceMs / 1_000))} s ${differenceMs > 0 ? 'ahead of' : 'behind'} the database's: the database's counts; set the wrong one right.`;
