import { expect, test } from 'vitest';
import {
  acknowledgeAlarm,
  evaluateAlarms,
  mendAlarm,
  raiseAlarm,
  tellAlarms,
} from '../../src/alarms/index.ts';
import { alarmDeps } from '../../src/compose/alarms.ts';
import { DAY_MS } from '../../src/core/index.ts';
import { editor } from '../support/actors.ts';
import { HOUR_MS, MINUTE_MS, openAlarms } from '../support/alarms.ts';
import { receiver } from '../support/receiver.ts';

const FINDING = {
  cause: 'finding',
  key: 'dkim',
  params: { what: 'The DKIM record is gone', mend: 'Publish it again.' },
} as const;

const bodies = (to: Awaited<ReturnType<typeof receiver>>) =>
  to.received.map(({ body }) => JSON.parse(body) as { news: string; title: string; id: string });
const told = (to: Awaited<ReturnType<typeof receiver>>) =>
  bodies(to).map(({ news, title }) => `${news}: ${title}`);

test('two processes tell once; daily until somebody acknowledges it; its end once, with how long it lasted', async () => {
  const to = await receiver();
  const house = await openAlarms({ ALARM_WEBHOOKS: `json:${to.url}` });
  const other = alarmDeps(house.app);
  const bothLook = async () => {
    await Promise.all([house.look(), evaluateAlarms(other)]);
    await Promise.all([tellAlarms(house.deps), tellAlarms(other)]);
  };
  await raiseAlarm(house.app, { ...FINDING, since: house.clock.now() });
  for (let round = 0; round < 3; round += 1) await bothLook();
  expect(told(to)).toEqual(['raised: The DKIM record is gone']);

  house.clock.advance(DAY_MS + MINUTE_MS);
  for (let round = 0; round < 3; round += 1) await bothLook();
  expect(told(to).slice(1)).toEqual(['again: Still: The DKIM record is gone']);

  const [alarm] = await house.firing();
  await acknowledgeAlarm(house.app, { id: alarm?.id ?? 0, by: editor(), words: 'On it.' });
  house.clock.advance(DAY_MS);
  await bothLook();
  expect(told(to)).toHaveLength(2);

  house.clock.advance(HOUR_MS);
  await mendAlarm(house.app, 'dkim');
  for (let round = 0; round < 3; round += 1) await bothLook();
  expect(told(to).slice(2)).toEqual(['mended: Mended after 2 days 1 h: The DKIM record is gone']);
  expect(await house.firing()).toEqual([]);
  expect((await house.all())[0]).toMatchObject({
    acknowledged: { words: 'On it.' },
    told: [{ state: 'told' }, { state: 'told' }, { state: 'told' }],
  });
  const acts = await house.app.db
    .selectFrom('acts')
    .selectAll()
    .where('act', '=', 'alarm.acknowledged')
    .execute();
  expect(acts).toMatchObject([{ subject: alarm?.id, params: { cause: 'finding' } }]);
});

test('what comes back after it was mended is another alarm; what was mended before it was told is not told', async () => {
  const to = await receiver();
  const house = await openAlarms({ ALARM_WEBHOOKS: `json:${to.url}` });
  const alarm = { ...FINDING, since: house.clock.now() };
  await raiseAlarm(house.app, alarm);
  await mendAlarm(house.app, 'dkim');
  await house.look();
  expect(told(to)).toEqual([]);
  await raiseAlarm(house.app, alarm);
  await house.look();
  await mendAlarm(house.app, 'dkim');
  await house.look();
  expect(told(to).map((line) => line.split(':')[0])).toEqual(['raised', 'mended']);
});

test('a process that dies between claim and telling leaves it to the next, after a minute', async () => {
  const to = await receiver();
  const house = await openAlarms({ ALARM_WEBHOOKS: `json:${to.url}` });
  await raiseAlarm(house.app, { ...FINDING, since: house.clock.now() });
  await evaluateAlarms(house.deps);
  // A way that never answers, in a process that then ends.
  const dying = {
    ...house.deps,
    ways: async () =>
      (await house.deps.ways(house.app.db)).map((way) => ({
        ...way,
        send: () => new Promise<void>(() => {}),
      })),
  };
  void tellAlarms(dying);
  await expect
    .poll(async () => (await house.app.db.selectFrom('alarm_tellings').select('tries').execute())[0]?.tries)
    .toBe(1);
  await house.look();
  expect(told(to)).toEqual([]);
  house.clock.advance(MINUTE_MS);
  await house.look();
  expect(told(to)).toEqual(['raised: The DKIM record is gone']);
});

test('a way that fails is tried again, and said by the others; when it works again that is said too', async () => {
  const [to, broken] = [await receiver(), await receiver()];
  broken.how.status = 503;
  const house = await openAlarms({ ALARM_WEBHOOKS: `json:${to.url}, teams:${broken.url}/?sig=hush-hush` });
  await raiseAlarm(house.app, { ...FINDING, since: house.clock.now() });
  await house.later(5 * MINUTE_MS);
  expect(told(to)).toEqual([
    'raised: The DKIM record is gone',
    'raised: Alarms cannot be told by Teams at 127.0.0.1',
  ]);
  expect(to.received.map(({ body }) => body).join()).not.toContain('hush-hush');
  expect(broken.received.length).toBeGreaterThanOrEqual(3);
  const ids = new Set(broken.received.map(({ body }) => body));
  expect(ids.size).toBe(1);

  broken.how.status = 202;
  await house.later(HOUR_MS);
  expect(await house.causes()).toEqual(['finding']);
  expect(told(to).at(-1)).toMatch(/^mended: Mended after .*: Alarms cannot be told by Teams at 127.0.0.1$/);
});

test('an acknowledgement says who and in what words, once', async () => {
  const house = await openAlarms();
  await raiseAlarm(house.app, { ...FINDING, since: house.clock.now() });
  const id = (await house.firing())[0]?.id ?? 0;
  const say = (words: string, which = id) => acknowledgeAlarm(house.app, { id: which, by: editor(), words });
  await expect(say('  ')).rejects.toMatchObject({ code: 'invalid' });
  await expect(say('Mine.', id + 1)).rejects.toMatchObject({ code: 'not-found' });
  await say('Mine.');
  await expect(say('Mine too.')).rejects.toMatchObject({ code: 'conflict' });
});

test('no address that a reason quotes is kept, or leaves', async () => {
  const to = await receiver();
  const house = await openAlarms({ ALARM_WEBHOOKS: `json:${to.url}` });
  const params = { what: 'Refused: kim@example.org does not exist', mend: 'Look.' };
  await raiseAlarm(house.app, { cause: 'finding', key: 'x', params, since: house.clock.now() });
  await house.look();
  expect(told(to)).toEqual(['raised: Refused: (address removed) does not exist']);
});
