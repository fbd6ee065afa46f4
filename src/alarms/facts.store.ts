import { sql } from 'kysely';
import {
  type Db,
  type EditionNumber,
  type FlowName,
  type ReasonColumns,
  type RunId,
  readReason,
} from '../core/index.ts';
import type { AlarmFacts } from './facts.ts';

type FromTables = Pick<AlarmFacts, 'waiting' | 'stopped' | 'queueAway' | 'workWaits' | 'lastSweep'>;

/** What alarms are decided by and stands in tables that have no other reader of it. */
export async function readFacts(db: Db): Promise<FromTables> {
  return {
    waiting: await editionsWaiting(db),
    stopped: await stoppedRunsOf(db),
    queueAway: await queueAway(db),
    workWaits: await workWaits(db),
    lastSweep: await lastSweep(db),
  };
}

async function editionsWaiting(db: Db): Promise<FromTables['waiting']> {
  const { rows } = await sql<FromTables['waiting'][number]>`
    SELECT r.edition_number AS edition, e.send_at AS "sendAt", coalesce(a.started_at, r.started_at) AS "waitingSince"
    FROM flow_runs r JOIN editions e ON e.number = r.edition_number
      JOIN actions a ON a.run_id = r.id AND a.state = 'waiting' AND a.name = 'approve'
    WHERE r.flow = 'edition' AND r.state = 'waiting' AND e.state = 'assembled' AND e.send_at IS NOT NULL`.execute(
    db,
  );
  return rows;
}

type Stopped = ReasonColumns & {
  run: RunId;
  flow: FlowName;
  edition: EditionNumber | null;
  state: 'held' | 'failed';
  since: Date;
};

/** A failure of a small flow is over once a later run of it has ended well. */
async function stoppedRunsOf(db: Db): Promise<FromTables['stopped']> {
  const { rows } = await sql<Stopped>`
    SELECT r.id AS run, r.flow, r.edition_number AS edition, r.state, r.reason, r.reason_code, r.reason_params,
      coalesce((SELECT max(a.at) FROM acts a
        WHERE a.subject_type = 'run' AND a.subject = r.id AND a.act IN ('run.held', 'run.failed')), r.started_at) AS since
    FROM flow_runs r
    WHERE r.state IN ('held', 'failed') AND r.acknowledged_at IS NULL
      AND NOT (r.flow <> 'edition' AND EXISTS (
        SELECT 1 FROM flow_runs l WHERE l.flow = r.flow AND l.id > r.id AND l.state = 'succeeded'))
    ORDER BY r.id`.execute(db);
  return rows.map(({ reason, reason_code, reason_params, ...row }) => ({
    ...row,
    why: readReason({ reason, reason_code, reason_params }),
  }));
}

/** Workers say it every few seconds while it lasts, and take it back when it is over. */
async function queueAway(db: Db): Promise<FromTables['queueAway']> {
  const { rows } = await sql<{ said: string | null; since: Date }>`
    SELECT reason_params->>'said' AS said, since FROM hindrances
    WHERE edition_number = 0 AND kind = 'queue' AND seen_at > clock_timestamp() - interval '20 seconds'`.execute(
    db,
  );
  const [row] = rows;
  return row && { said: row.said ?? 'it does not answer', since: row.since };
}

/**
 * Since when something has been due that nobody has touched: what follows from acts, and single mails, which a worker that has one in
 * hand touches, and for which it rests up to five minutes where the account is broken. While a restored database holds all sending,
 * mails wait for a person.
 */
async function workWaits(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ since: Date | null }>`
    SELECT least(
      (SELECT min(next_try_at) FROM consequences WHERE done_at IS NULL),
      (SELECT min(greatest(updated_at, due_at)) + interval '6 minutes' FROM notices WHERE state = 'queued' AND telling_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM restore_holds WHERE released_at IS NULL))
    ) AS since`.execute(db);
  return rows[0]?.since ?? undefined;
}

async function lastSweep(db: Db): Promise<Date | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', 'swept').executeTakeFirst();
  return row && new Date(row.value);
}

/** The latest slot that came to nothing, and after which no edition was begun. */
export async function slotWithoutEdition(db: Db): Promise<AlarmFacts['slot']> {
  const { rows } = await sql<ReasonColumns & { slot: Date; since: Date }>`
    SELECT s.slot, s.taken_at AS since, s.outcome AS reason, s.reason_code, s.reason_params FROM slots s
    WHERE s.reason_code IN ('slot-overdue', 'slot-missed', 'slot-asks')
      AND NOT EXISTS (SELECT 1 FROM flow_runs r WHERE r.flow = 'edition' AND r.started_at >= s.taken_at)
    ORDER BY s.slot DESC LIMIT 1`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const why = readReason(row) ?? undefined;
  return { slot: row.slot, since: row.since, ...(why ? { why } : {}) };
}
