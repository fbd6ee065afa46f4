import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { raiseAlarm } from '../../src/alarms/index.ts';
import { sayAlive } from '../../src/compose/alarms.ts';
import { MINUTE_MS, openAlarms } from '../support/alarms.ts';
import { receiver } from '../support/receiver.ts';

const FINDING = { cause: 'finding', key: 'x', params: { what: 'Broken', mend: 'Mend it.' } } as const;

test('once a minute over all workers; /fail while an alarm has reached nobody by any way', async () => {
  const [to, broken] = [await receiver(), await receiver()];
  broken.how.status = 500;
  const house = await openAlarms({
    HEARTBEAT_URL: `${to.url}/ping/abc?rid=1`,
    ALARM_WEBHOOKS: `json:${broken.url}`,
  });
  const beats = () => to.received.map(({ method, path }) => `${method} ${path}`);
  /** A minute by the clock of the database, which all workers go by. */
  const minute = () =>
    sql`UPDATE settings SET updated_at = updated_at - interval '1 minute' WHERE key = 'heartbeat'`.execute(
      house.app.db,
    );
  await Promise.all([sayAlive(house.app), sayAlive(house.app), sayAlive(house.app)]);
  expect(beats()).toEqual(['GET /ping/abc?rid=1']);

  await raiseAlarm(house.app, { ...FINDING, since: house.clock.now() });
  await house.later(4 * MINUTE_MS);
  await minute();
  await sayAlive(house.app);
  expect(beats().slice(1)).toEqual(['GET /ping/abc/fail?rid=1']);

  broken.how.status = 200;
  await house.later(60 * MINUTE_MS);
  await minute();
  await sayAlive(house.app);
  expect(beats().slice(2)).toEqual(['GET /ping/abc?rid=1']);
});

test('a heartbeat that nobody takes stops no sweep', async () => {
  const house = await openAlarms({ HEARTBEAT_URL: 'http://127.0.0.1:9/x' });
  await sayAlive(house.app);
  const swept = await house.app.db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', 'swept')
    .execute();
  expect(swept).toEqual([{ value: house.clock.now().toISOString() }]);
});
