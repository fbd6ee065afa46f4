import { type Selectable, sql } from 'kysely';
import type { Db } from '../core/index.ts';
import type { AlarmTellingTable } from '../core/tables/alarms.ts';
import { TRIES_OF_A_BROKEN_WAY } from './alarm.ts';
import type { AlarmFacts } from './facts.ts';

export type TellingRow = Selectable<AlarmTellingTable>;

type Planned = { alarm: number; news: 'raised' | 'again'; day: number };
type Named = { id: string; label: string };

/** Plans that an alarm is told by a way, unless that is planned or done. What was still to be told of it before is said with it. */
export async function planTelling(
  tx: Db,
  { alarm, news, day }: Planned,
  way: Named,
  now: Date,
): Promise<void> {
  const { rows } = await sql`
    INSERT INTO alarm_tellings (alarm_id, news, day, way, label, state, created_at, next_try_at)
    VALUES (${alarm}, ${news}, ${day}, ${way.id}, ${way.label}, 'due', ${now}, ${now})
    ON CONFLICT DO NOTHING RETURNING id`.execute(tx);
  if (rows.length === 0 || news === 'raised') return;
  await sql`
    UPDATE alarm_tellings SET state = 'dropped' WHERE alarm_id = ${alarm} AND way = ${way.id} AND state = 'due'
      AND day < ${day} AND (claimed_until IS NULL OR claimed_until < ${now})`.execute(tx);
}

/** Plans that its end is told to whom its beginning was; what nobody has been told yet is not told any more. */
export async function planMended(tx: Db, alarm: number, now: Date): Promise<void> {
  await sql`
    UPDATE alarm_tellings SET state = 'dropped' WHERE alarm_id = ${alarm} AND state = 'due'
      AND (claimed_until IS NULL OR claimed_until < ${now})`.execute(tx);
  await sql`
    INSERT INTO alarm_tellings (alarm_id, news, day, way, label, state, created_at, next_try_at)
    SELECT alarm_id, 'mended', 0, way, max(label), 'due', ${now}::timestamptz, ${now}::timestamptz
    FROM alarm_tellings WHERE alarm_id = ${alarm} AND state IN ('due', 'posted', 'told') GROUP BY alarm_id, way
    ON CONFLICT DO NOTHING`.execute(tx);
}

const CLAIM_MS = 60_000;

/** Takes what is due by one of these ways, the oldest first, for a minute: whoever dies with it leaves it to the next. */
export async function claimTelling(
  db: Db,
  ways: readonly string[],
  now: Date,
): Promise<TellingRow | undefined> {
  if (ways.length === 0) return undefined;
  const { rows } = await sql<TellingRow>`
    UPDATE alarm_tellings SET claimed_until = ${new Date(now.getTime() + CLAIM_MS)}, tries = tries + 1, tried_at = ${now}
    WHERE id = (
      SELECT id FROM alarm_tellings
      WHERE state = 'due' AND way = ANY (${ways}) AND next_try_at <= ${now}
        AND (claimed_until IS NULL OR claimed_until <= ${now})
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING *`.execute(db);
  return rows[0];
}

type Became =
  | { state: 'told'; at: Date }
  | { state: 'posted'; noticeId: number }
  | { state: 'due'; said: string; nextTryAt: Date }
  | { state: 'failed'; said: string };

/** What came of a try, and lets go of it. */
export async function settleTelling(db: Db, id: number, became: Became): Promise<void> {
  await db
    .updateTable('alarm_tellings')
    .set({
      state: became.state,
      claimed_until: null,
      ...(became.state === 'told' ? { told_at: became.at, said: null } : {}),
      ...(became.state === 'posted' ? { notice_id: became.noticeId } : {}),
      ...('said' in became ? { said: became.said } : {}),
      ...(became.state === 'due' ? { next_try_at: became.nextTryAt } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', 'due')
    .execute();
}

/** What became of the mails among them: Amazon SES took it, or it will not leave. A mail that retention removed had left. */
export async function settleMails(tx: Db): Promise<void> {
  await sql`
    UPDATE alarm_tellings t SET state = 'told', told_at = coalesce(n.updated_at, t.tried_at)
    FROM alarm_tellings o LEFT JOIN notices n ON n.id = o.notice_id
    WHERE o.id = t.id AND t.state = 'posted' AND (n.state = 'accepted' OR n.id IS NULL)`.execute(tx);
  await sql`
    UPDATE alarm_tellings t SET state = 'failed', tries = ${TRIES_OF_A_BROKEN_WAY}, said = coalesce(n.reason, n.state)
    FROM notices n WHERE n.id = t.notice_id AND t.state = 'posted' AND n.state IN ('rejected', 'unknown')`.execute(
    tx,
  );
}

const MAIL_WAITS_MS = 5 * 60_000;

/** Which of these ways do not work: several tries in a row failed, or a mail has waited too long. */
export async function brokenWays(
  tx: Db,
  ways: readonly Named[],
  now: Date,
): Promise<AlarmFacts['brokenWays'][number][]> {
  if (ways.length === 0) return [];
  const late = new Date(now.getTime() - MAIL_WAITS_MS);
  const { rows } = await sql<{ way: string; said: string | null; since: Date }>`
    WITH told AS (SELECT way, max(told_at) AS at FROM alarm_tellings WHERE state = 'told' GROUP BY way)
    SELECT f.way, min(f.created_at) AS since, (array_agg(f.said ORDER BY f.tried_at DESC))[1] AS said
    FROM alarm_tellings f LEFT JOIN told t ON t.way = f.way
    WHERE f.way = ANY (${ways.map(({ id }) => id)}) AND f.tried_at > coalesce(t.at, '-infinity')
      AND ((f.state IN ('due', 'failed') AND f.tries >= ${TRIES_OF_A_BROKEN_WAY})
        OR (f.state = 'posted' AND f.tried_at < ${late}))
    GROUP BY f.way`.execute(tx);
  return rows.flatMap(({ way, said, since }) => {
    const label = ways.find(({ id }) => id === way)?.label;
    return label === undefined
      ? []
      : [{ way, label, since, said: said ?? 'the mail waits and does not leave' }];
  });
}

/** Whether an alarm has fired for longer than telling it should take, and nobody could be told by any way. */
export async function anyUntold(db: Db, raisedBefore: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM alarms a WHERE a.mended_at IS NULL AND a.acknowledged_at IS NULL AND a.raised_at < ${raisedBefore}
      AND NOT EXISTS (SELECT 1 FROM alarm_tellings t WHERE t.alarm_id = a.id AND t.state = 'told') LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** What was told of some alarms, in order. */
export async function tellingsOf(db: Db, alarms: readonly number[]): Promise<TellingRow[]> {
  if (alarms.length === 0) return [];
  return db
    .selectFrom('alarm_tellings')
    .selectAll()
    .where('alarm_id', 'in', [...alarms])
    .where('state', '<>', 'dropped')
    .orderBy('id')
    .execute();
}
