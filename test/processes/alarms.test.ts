import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { raiseAlarm } from '../../src/alarms/index.ts';
import { systemClock } from '../../src/core/index.ts';
import { quarterly, quarterlyRunning } from '../support/command.ts';
import { freshDatabase } from '../support/database.ts';
import { receiver } from '../support/receiver.ts';

const data = mkdtempSync(join(tmpdir(), 'quarterly-alarms-'));
chmodSync(data, 0o755);
afterAll(() => rmSync(data, { recursive: true, force: true }));

test('an alarm goes from the worker to mail and webhook, is acknowledged at the terminal; killed, the heartbeat stops', async () => {
  const to = await receiver();
  const { db, url } = await freshDatabase();
  const env = {
    DATABASE_URL: url,
    DATA_DIR: data,
    PORT: '0',
    SIMULATOR_PORT: '0',
    HEARTBEAT_URL: `${to.url}/beat`,
    ALARM_EMAILS: 'ops@example.org',
    ALARM_WEBHOOKS: `json:${to.url}/json`,
    ALARMS_ALLOW_PRIVATE: 'on',
  };
  const up = await quarterlyRunning(env, /worker started/, 'up');
  const beats = () => to.received.filter(({ path }) => path === '/beat').length;
  await expect.poll(beats, { timeout: 60_000 }).toBe(1);

  const tested = await quarterly(env, 'alarms', 'test', '--json');
  expect(tested, tested.err).toMatchObject({ status: 0 });
  expect(JSON.parse(tested.out)).toMatchObject([
    { way: 'mail to o…@example.org', told: true },
    { way: 'signed JSON at 127.0.0.1', told: true },
  ]);

  const params = { what: 'The DKIM record is gone', mend: 'Publish it again.' };
  await raiseAlarm({ db, clock: systemClock }, { cause: 'finding', key: 'x', params, since: new Date() });
  const mails = () =>
    db
      .selectFrom('notices')
      .select('state')
      .where('kind', '=', 'alarm')
      .where('state', '=', 'accepted')
      .execute();
  await expect.poll(async () => (await mails()).length, { timeout: 120_000 }).toBe(2);
  expect(to.received.filter(({ path }) => path === '/json')).toHaveLength(2);

  const [alarm] = JSON.parse((await quarterly(env, 'alarms', 'list', '--json')).out);
  expect(alarm).toMatchObject({ cause: 'finding', state: 'firing', acknowledged: null });
  const acknowledge = ['alarms', 'acknowledge', String(alarm.id), '--words', 'On it.'];
  expect((await quarterly(env, ...acknowledge)).status).toBe(0);
  expect((await quarterly(env, ...acknowledge)).status).toBe(1);
  expect((await quarterly(env, 'alarms', 'list')).out).toContain('acknowledged by shell user');

  expect(up.said()).not.toMatch(/ops@example\.org|\/beat|\/json/);
  await up.stop('SIGKILL');
  // Its worker ends with the parent that forked it, and tells nobody more.
  await delay(2_000);
  const last = beats();
  await db
    .updateTable('settings')
    .set({ updated_at: new Date(0) })
    .where('key', '=', 'heartbeat')
    .execute();
  // More than a sweep.
  await delay(17_000);
  expect(beats()).toBe(last);
});
