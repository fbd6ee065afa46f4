import type { Db } from '../core/index.ts';
import { daysFiring } from './alarm.ts';
import { isAboutSending } from './causes.ts';
import { conditionsOf, judges } from './conditions.ts';
import type { AlarmDeps } from './deps.ts';
import { type AlarmRow, firingAlarms, mendAlarms, takeAlarms, writeCondition } from './store.ts';
import { planMended, planTelling, settleMails } from './tellings.store.ts';
import type { AlarmWay } from './way.ts';

/**
 * Looks what is broken, raises what is new, ends what is mended, and plans what is to be told. Any number of processes may do so at
 * once; what is planned is told by `tellAlarms`.
 */
export async function evaluateAlarms({ db, clock, log, facts, ways }: AlarmDeps): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (!(await takeAlarms(tx))) return;
    const now = clock.now();
    await settleMails(tx);
    const found = await facts(tx, now);
    const conditions = conditionsOf(found, now);
    const keys = new Set(conditions.map(({ key }) => key));
    const before = await firingAlarms(tx);
    const over = before.filter((alarm) => judges(found, alarm) && !keys.has(alarm.key));
    for (const condition of conditions) await writeCondition(tx, condition, now);
    for (const id of await mendAlarms(
      tx,
      over.map(({ id }) => id),
      now,
    ))
      await planMended(tx, id, now);
    const firing = await firingAlarms(tx);
    const known = await ways(tx);
    for (const alarm of firing)
      if (found.sends || !isAboutSending(alarm.cause)) await plan(tx, { alarm, known, now });
    const raised = firing.filter(({ id }) => !before.some((one) => one.id === id));
    for (const { id, cause } of raised) log.error({ alarm: id, cause }, 'an alarm was raised');
    for (const { id, cause } of over) log.warn({ alarm: id, cause }, 'an alarm is over');
  });
}

type Planning = { alarm: AlarmRow; known: readonly AlarmWay[]; now: Date };

/** That a way is broken is said by the others. */
async function plan(tx: Db, { alarm, known, now }: Planning): Promise<void> {
  if (alarm.acknowledged_at) return;
  const day = daysFiring(alarm.raised_at, now);
  const news = day === 0 ? 'raised' : 'again';
  for (const way of known)
    if (alarm.key !== `way-failed:${way.id}`) await planTelling(tx, { alarm: alarm.id, news, day }, way, now);
}
