import { sentenceOf } from '../core/index.ts';
import { lengthOf, nextTryOfTelling } from './alarm.ts';
import type { AlarmCause } from './causes.ts';
import type { AlarmDeps } from './deps.ts';
import type { AlarmMessage } from './message.ts';
import { type AlarmRow, findAlarm } from './store.ts';
import { claimTelling, settleTelling, type TellingRow } from './tellings.store.ts';
import type { AlarmWay } from './way.ts';
import { alarmWords } from './words.ts';

export type TellingDeps = Omit<AlarmDeps, 'facts'> & { timeZone: string };

/** Tells what is due, until nothing is. What fails is tried again later, at growing intervals, for a day. */
export async function tellAlarms(deps: TellingDeps): Promise<void> {
  const ways = await deps.ways(deps.db);
  const ids = ways.map(({ id }) => id);
  for (;;) {
    const telling = await claimTelling(deps.db, ids, deps.clock.now());
    const way = telling && ways.find(({ id }) => id === telling.way);
    if (!telling || !way) return;
    await tellOne(deps, telling, way);
  }
}

async function tellOne(deps: TellingDeps, telling: TellingRow, way: AlarmWay): Promise<void> {
  const { db, clock, log } = deps;
  try {
    const alarm = await findAlarm(db, telling.alarm_id);
    if (!alarm) return;
    const message = messageOf(alarm, telling, deps.timeZone);
    if ('send' in way) {
      await way.send(message);
      await settleTelling(db, telling.id, { state: 'told', at: clock.now() });
      return;
    }
    const ring = await db.transaction().execute(async (tx) => {
      const posted = await way.post(tx, message);
      await settleTelling(tx, telling.id, { state: 'posted', noticeId: posted.noticeId });
      return posted.ring;
    });
    await ring();
  } catch (error) {
    const said = sentenceOf(error);
    log.warn(
      { alarm: telling.alarm_id, way: way.label, tries: telling.tries, error: said },
      'an alarm could not be told',
    );
    const now = clock.now();
    const next = nextTryOfTelling({ tries: telling.tries, createdAt: telling.created_at }, now);
    await settleTelling(
      db,
      telling.id,
      next ? { state: 'due', said, nextTryAt: next } : { state: 'failed', said },
    );
  }
}

function messageOf(alarm: AlarmRow, telling: TellingRow, timeZone: string): AlarmMessage {
  const { title, paragraphs } = alarmWords(alarm.cause, alarm.params, timeZone);
  const { since, mended_at: mendedAt } = alarm;
  const about = { id: `alarm-${telling.id}`, alarm: alarm.id, news: telling.news, since };
  const cause = alarm.cause as AlarmCause;
  if (telling.news === 'mended' && mendedAt) {
    const length = lengthOf(mendedAt.getTime() - since.getTime());
    return {
      ...about,
      cause,
      mendedAt,
      title: `Mended after ${length}: ${title}`,
      paragraphs: ['Nothing is left to do.'],
    };
  }
  return { ...about, cause, title: telling.news === 'again' ? `Still: ${title}` : title, paragraphs };
}
