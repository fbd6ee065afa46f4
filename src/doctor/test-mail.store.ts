import { sql } from 'kysely';
import type { Db } from '../core/index.ts';

/** What Amazon SES has reported of one mail, by the kind of event; and how it had the headers that let a reader leave. */
export type TestMailEvents = { types: readonly string[]; headers: Readonly<Record<string, string>> };

/** The number of the newest event that is stored: those of a mail that is sent now come after it. */
export async function newestEvent(db: Db): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`SELECT max(id) AS id FROM ses_events`.execute(db);
  return rows[0]?.id ?? 0;
}

export async function eventsOfTestMail(
  db: Db,
  { messageId, after }: { messageId: string; after: number },
): Promise<TestMailEvents> {
  const { rows } = await sql<{ type: string; headers: Record<string, string> | null }>`
    SELECT event_type AS type, payload -> 'listHeaders' AS headers FROM ses_events
    WHERE id > ${after} AND payload -> 'mail' ->> 'messageId' = ${messageId} ORDER BY id`.execute(db);
  return {
    types: rows.map(({ type }) => type),
    headers: Object.assign({}, ...rows.map(({ headers }) => headers ?? {})),
  };
}
