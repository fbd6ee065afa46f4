import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { AlarmMessage, AlarmWay } from '../alarms/index.ts';
import { sayReason, sentenceOf } from '../core/index.ts';
import { noticeState } from '../delivery/index.ts';
import { alarmWays } from './alarm-ways.ts';
import type { App } from './app.ts';
import { nobodyWorks } from './idle-runs.ts';

/** What became of a test by one way; `said`: why it did not reach anybody. */
export type TestedWay = { way: string; told: boolean; said: string | null };

/** Tells a test by every way at once, and waits for what becomes of it. */
export async function testAlarm(app: App): Promise<TestedWay[]> {
  const message: AlarmMessage = {
    id: `test-${randomUUID()}`,
    alarm: 0,
    news: 'test',
    cause: 'test',
    title: 'This is a test of the alarms',
    paragraphs: ['Nothing is broken. Whoever reads this hears when something is.'],
    since: app.clock.now(),
  };
  const ways = await alarmWays(app, app.db);
  return Promise.all(
    ways.map(async (way) => {
      const said = await tellTest(app, way, message).catch(sentenceOf);
      return { way: way.label, told: said === undefined, said: said ?? null };
    }),
  );
}

/** A worker sends a mail within a second or two, unless Amazon SES makes it wait. */
const PATIENCE_MS = 30_000;
const LOOK_MS = 250;

async function tellTest(app: App, way: AlarmWay, message: AlarmMessage): Promise<string | undefined> {
  if ('send' in way) {
    await way.send(message);
    return undefined;
  }
  const { noticeId, ring } = await app.db.transaction().execute((tx) => way.post(tx, message));
  await ring();
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const { state, reason } = await noticeState(app.db, noticeId);
    if (state === 'accepted') return undefined;
    if (state === 'rejected' || state === 'unknown') return reason ? sayReason(reason, 'terminal') : state;
    const idle = await nobodyWorks(app);
    if (idle) return `The mail waits in the outbox. ${idle}`;
    await delay(LOOK_MS);
  }
  return 'The mail waits in the outbox: `quarterly edition status` and the log of a worker say why.';
}
