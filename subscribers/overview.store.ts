import { sql } from 'kysely';
import type { Db, SectionId, SubscriberState } from '../src/core/index.ts';
import type { Lines } from './remembered.store.ts';

export type StateCounts = Record<SubscriberState, number>;

export async function countReaderStates(db: Db): Promise<StateCounts> {
  const { rows } = await sql<{ state: SubscriberState; readers: number }>`
    SELECT state, count(*)::integer AS readers FROM subscribers GROUP BY state`.execute(db);
  const none: StateCounts = { active: 0, pending: 0, unsubscribed: 0, suppressed: 0, erased: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ state, readers }) => [state, readers])) };
}

/** Of active readers: how many made which choice. Few choices are made by many, so this is short. */
export async function countReaderChoices(
  db: Db,
): Promise<{ all_sections: boolean; sections: SectionId[]; readers: number }[]> {
  const { rows } = await sql<{ all_sections: boolean; sections: SectionId[]; readers: number }>`
    SELECT all_sections, sections, count(*)::integer AS readers FROM subscribers
    WHERE state = 'active' GROUP BY 1, 2`.execute(db);
  return rows;
}

export type MonthOfChanges = {
  /** `2026-11`. */
  readonly month: string;
  readonly joined: number;
  /** By their own will, erasure included. */
  readonly left: number;
  readonly bounced: number;
  /** After a complaint, or by the desk. */
  readonly stopped: number;
};

export type MonthsAsked = {
  /** The last month is the one that holds it. */
  readonly until: Date;
  readonly months: number;
  /** IANA name: in which a month begins. */
  readonly timeZone: string;
};

/**
 * Who began to be active and who ceased to be, by some lines of the ledger: every line that says so knows what the reader was before. An import
 * writes the same line for who is new and who was there; who is new was made at that moment. `consents_moves` is the index of these.
 * Erasures by versions up to 0.1 do not say what the reader was, and count as nothing.
 */
export async function selectMonths(
  db: Db,
  { until, months, timeZone }: MonthsAsked,
  { after, upTo }: Lines,
): Promise<MonthOfChanges[]> {
  const { rows } = await sql<MonthOfChanges>`
WITH span AS (
  SELECT m AS month FROM generate_series(0, ${months - 1}::integer) back,
    LATERAL (SELECT date_trunc('month', ${until}::timestamptz AT TIME ZONE ${timeZone}) - back * interval '1 month' AS m) one
),
moved AS (
  SELECT date_trunc('month', c.at AT TIME ZONE ${timeZone}) AS month, c.event, c.reason,
    c.event = 'imported' AND coalesce(c.detail->>'was' = 'pending', s.id IS NOT NULL) AS is_new,
    c.detail->>'was' = 'active' AS ceased,
    c.detail->>'reactivated' = 'true' OR c.reason = 'it had arrived' AS goes_on
  FROM consents c LEFT JOIN subscribers s
    ON c.event = 'imported' AND s.id = c.subscriber_id AND s.created_at = c.at
  WHERE c.event IN ('confirmed', 'imported', 'came back', 'left', 'suppressed', 'suppression lifted', 'erased')
    AND c.at >= (SELECT min(month) FROM span) AT TIME ZONE ${timeZone}
    AND c.id > ${after}${upTo === undefined ? sql`` : sql` AND c.id <= ${upTo}`}
),
counted AS (
  SELECT month,
    count(*) FILTER (WHERE event IN ('confirmed', 'came back') OR is_new OR (event = 'suppression lifted' AND goes_on)) AS joined,
    count(*) FILTER (WHERE event IN ('left', 'erased') AND ceased) AS left,
    count(*) FILTER (WHERE event = 'suppressed' AND ceased AND reason IN ('hard bounce', 'soft bounces')) AS bounced,
    count(*) FILTER (WHERE event = 'suppressed' AND ceased AND reason NOT IN ('hard bounce', 'soft bounces')) AS stopped
  FROM moved GROUP BY month
)
SELECT to_char(span.month, 'YYYY-MM') AS month, coalesce(joined, 0)::integer AS joined,
  coalesce("left", 0)::integer AS left, coalesce(bounced, 0)::integer AS bounced, coalesce(stopped, 0)::integer AS stopped
FROM span LEFT JOIN counted USING (month) ORDER BY 1`.execute(db);
  return rows;
}
