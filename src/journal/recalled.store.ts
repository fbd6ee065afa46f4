import { sql } from 'kysely';
import type { Db } from '../core/index.ts';
import type { SaidState } from './line.ts';

/** What journals say of the mail of one edition to one mailbox. */
export type RecalledMail = {
  edition: number;
  mailbox: string;
  state: SaidState;
  messageId: string | null;
  through: string | null;
  at: string;
};

/**
 * Adds to what is recalled: the later one counts, but that Amazon SES took it once counts for ever, unless it goes through
 * something else since. Each (edition, mailbox) once.
 */
export async function writeRecalled(db: Db, mails: readonly RecalledMail[]): Promise<void> {
  const column = <T>(pick: (mail: RecalledMail) => T) => mails.map(pick);
  await sql`
    INSERT INTO recalled_mails AS r (edition_number, mailbox, state, message_id, through, at)
    SELECT * FROM unnest(${column((m) => m.edition)}::int[], ${column((m) => m.mailbox)}::text[], ${column((m) => m.state)}::text[],
      ${column((m) => m.messageId)}::text[], ${column((m) => m.through)}::text[], ${column((m) => m.at)}::timestamptz[])
    ON CONFLICT (edition_number, mailbox) DO UPDATE SET
      state = excluded.state, message_id = excluded.message_id, through = excluded.through, at = excluded.at
      WHERE excluded.at >= r.at AND (r.state <> 'accepted' OR r.through IS DISTINCT FROM excluded.through)
        OR excluded.state = 'accepted' AND r.state <> 'accepted' AND r.through IS NOT DISTINCT FROM excluded.through`.execute(
    db,
  );
}

/** Who has another mailbox since had the mail as well. */
export async function recallMoved(db: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`
    INSERT INTO recalled_mails (edition_number, mailbox, state, message_id, through, at)
    SELECT edition_number, ${from}, state, message_id, through, at FROM recalled_mails WHERE mailbox = ${to}
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Editions of which something is recalled, and how many mails Amazon SES took of each. */
export async function recalledEditions(
  db: Db,
): Promise<{ edition: number; mails: number; accepted: number; unknown: number }[]> {
  const { rows } = await sql<{ edition: number; mails: number; accepted: number; unknown: number }>`
    SELECT edition_number AS edition, count(*) AS mails, count(*) FILTER (WHERE state = 'accepted') AS accepted,
      count(*) FILTER (WHERE state = 'unknown') AS unknown FROM recalled_mails GROUP BY 1 ORDER BY 1`.execute(
    db,
  );
  return rows;
}

/** What is recalled of an edition's mails to these mailboxes. */
export async function recalledOf(
  db: Db,
  edition: number,
  mailboxes: readonly string[],
): Promise<Map<string, RecalledMail>> {
  const { rows } = await sql<RecalledMail>`
    SELECT edition_number AS edition, mailbox, state, message_id AS "messageId", through, at::text AS at FROM recalled_mails
    WHERE edition_number = ${edition} AND mailbox = ANY(${[...mailboxes]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.mailbox, row]));
}

export async function removeRecalled(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('recalled_mails').where('at', '<', before).execute();
}
