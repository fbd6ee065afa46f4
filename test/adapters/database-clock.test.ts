import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { followDatabaseClock } from '../../src/adapters/postgres/clock.ts';
import { type Database, type Log, silentLog } from '../../src/core/index.ts';
import { freshDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await freshDatabase());
});

const DAY = 86_400_000;
const off = (ms: number) => ({ now: () => new Date(Date.now() + ms) });

test.each([[0], [3_600_000], [-DAY], [DAY]])(
  'time is the database’s, whatever this machine says (%d ms off)',
  async (ms) => {
    const warned: unknown[] = [];
    const log: Log = { ...silentLog, warn: (fields) => warned.push(fields) };
    const clock = await followDatabaseClock(db, log, { own: off(ms), repeat: false });
    const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(db);
    // Loose, as machines are busy; a clock that is off is off by more.
    expect(Math.abs(clock.now().getTime() - (rows[0]?.now.getTime() ?? 0))).toBeLessThan(20_000);
    expect(Math.abs(clock.differenceMs() - ms)).toBeLessThan(20_000);
    expect(warned).toHaveLength(ms === 0 ? 0 : 1);
    clock.stop();
  },
);
