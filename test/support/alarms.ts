import { afterAll } from 'vitest';
import { evaluateAlarms, listAlarms, tellAlarms } from '../../src/alarms/index.ts';
import { alarmDeps } from '../../src/compose/alarms.ts';
import { type App, openApp } from '../../src/compose/app.ts';
import { loadConfig } from '../../src/config.ts';
import { movableClock, silentLog } from '../../src/core/index.ts';
import { writeSetting } from '../../src/settings/index.ts';
import { bell } from './bell.ts';
import { freshDatabase } from './database.ts';

/** An installation whose alarms are looked at by hand, so that time is the test's; its sweeper sweeps unless a test says otherwise. */
export async function openAlarms(env: Record<string, string> = {}, at = new Date('2026-11-05T10:00:00Z')) {
  const { url } = await freshDatabase();
  const clock = movableClock(at);
  const config = loadConfig({
    DATABASE_URL: url,
    TIME_ZONE: 'Europe/London',
    ALARMS_ALLOW_PRIVATE: 'on',
    ...env,
  });
  const opened = await openApp(config, { role: 'test', log: silentLog, clock });
  afterAll(() => opened.close());
  const queue = { ...opened.queue, ...bell() };
  return watched({ ...opened, queue }, clock);
}

/** The alarms of an installation that a test has opened. */
export function watched(app: App, clock: ReturnType<typeof movableClock>) {
  const deps = alarmDeps(app);
  const swept = () => writeSetting(app.db, 'swept', clock.now().toISOString());

  async function look({ sweeps = true } = {}): Promise<void> {
    if (sweeps) await swept();
    await evaluateAlarms(deps);
    await tellAlarms(deps);
  }
  /** Moves the clock, and looks every half minute for the last five. */
  async function later(ms: number, how: { sweeps?: boolean } = {}): Promise<void> {
    clock.advance(Math.max(0, ms - 300_000));
    for (let left = Math.min(ms, 300_000); left > 0; left -= 30_000) {
      clock.advance(Math.min(left, 30_000));
      await look(how);
    }
  }
  const firing = async () => listAlarms(app.db, { all: false, timeZone: 'Europe/London' });
  const all = async () => listAlarms(app.db, { all: true, timeZone: 'Europe/London' });
  const causes = async () => (await firing()).map(({ cause }) => cause).sort();
  return { app, deps, clock, look, later, firing, all, causes };
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
