import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

/** What the tables say now, each number with the labels that it has. */
export type MetricState = {
  alarms: { cause: string; count: number }[];
  runs: { flow: string; state: string; count: number }[];
  singleMails: number;
  events: number;
  /** Seconds since 1970; null = never. */
  lastSweep: number | null;
  ses: { away: boolean; sentToday: number; perDay: number | null } | undefined;
};

/** Each look takes a few indexed reads; none counts an edition's mails. */
export async function readMetricState(db: Db, now: Date): Promise<MetricState> {
  const alarms = await sql<MetricState['alarms'][number]>`
    SELECT cause, count(*)::int AS count FROM alarms WHERE mended_at IS NULL GROUP BY cause`.execute(db);
  const runs = await sql<MetricState['runs'][number]>`
    SELECT flow, state, count(*)::int AS count FROM flow_runs
    WHERE state IN ('running', 'waiting', 'paused', 'held') OR (state = 'failed' AND acknowledged_at IS NULL)
    GROUP BY flow, state`.execute(db);
  const waiting = await sql<{ mails: number; events: number; swept: string | null }>`
    SELECT
      (SELECT count(*)::int FROM notices WHERE state = 'queued' AND (due_at IS NULL OR due_at <= ${now})) AS mails,
      (SELECT count(*)::int FROM ses_events WHERE applied_at IS NULL) AS events,
      (SELECT value FROM settings WHERE key = 'swept') AS swept`.execute(db);
  const ses = await sql<{ away: boolean; sentToday: number; perDay: number | null }>`
    SELECT away_since IS NOT NULL AND away_sure AS away, sent_today AS "sentToday", quota_per_day AS "perDay"
    FROM pace WHERE account = 'ses'`.execute(db);
  const { mails = 0, events = 0, swept = null } = waiting.rows[0] ?? {};
  return {
    alarms: alarms.rows,
    runs: runs.rows,
    singleMails: mails,
    events,
    lastSweep: swept === null ? null : Date.parse(swept) / 1_000,
    ses: ses.rows[0],
  };
}
