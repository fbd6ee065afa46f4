import { sql } from 'kysely';
import type { Db, EditionNumber, SectionId } from '../core/index.ts';

/** What became of mails, as far as Amazon SES has told. `sent`: it has or had them. */
export type Became = {
  sent: number;
  delivered: number;
  bounced: number;
  complained: number;
  /** Nobody can say whether they left. */
  unknown: number;
};

const BECAME = sql`
  count(*) FILTER (WHERE d.state IN ('accepted', 'delivered', 'bounced', 'complained'))::integer AS sent,
  count(*) FILTER (WHERE d.state = 'delivered')::integer AS delivered,
  count(*) FILTER (WHERE d.state = 'bounced')::integer AS bounced,
  count(*) FILTER (WHERE d.state = 'complained')::integer AS complained,
  count(*) FILTER (WHERE d.state = 'unknown')::integer AS unknown`;

/** By the domain of their recipients, the most first; null for readers whose address is not held any more. */
export async function countByDomain(
  db: Db,
  edition: EditionNumber,
): Promise<(Became & { domain: string | null })[]> {
  const { rows } = await sql<Became & { domain: string | null }>`
    SELECT split_part(s.email_key, '@', -1) AS domain, ${BECAME}
    FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
    WHERE d.edition_number = ${edition} AND d.state NOT IN ('planned', 'calling', 'skipped', 'rejected')
    GROUP BY 1 ORDER BY 2 DESC, 6 DESC, 1`.execute(db);
  return rows;
}

/** By what each mail was cut to: ids of sections, none for all, null where that was not kept. Few choices are made by many. */
export async function countByChoice(
  db: Db,
  edition: EditionNumber,
): Promise<(Became & { choice: SectionId[] | null })[]> {
  const { rows } = await sql<Became & { choice: SectionId[] | null }>`
    SELECT choice, ${BECAME} FROM deliveries d
    WHERE edition_number = ${edition} AND state NOT IN ('planned', 'calling', 'skipped', 'rejected') GROUP BY 1`.execute(
    db,
  );
  return rows;
}

/** When Amazon SES first took a mail of the edition, and when the latest. */
export async function spanOf(db: Db, edition: EditionNumber): Promise<{ from: Date; to: Date } | undefined> {
  const { rows } = await sql<{ from: Date | null; to: Date | null }>`
    SELECT min(sent_at) AS from, max(sent_at) AS to FROM deliveries WHERE edition_number = ${edition}`.execute(
    db,
  );
  const [row] = rows;
  return row?.from && row.to ? { from: row.from, to: row.to } : undefined;
}

export type Bins = {
  minutes: number;
  /** IANA name: by whose clock they begin. */
  timeZone: string;
};

/** By when Amazon SES took them: `at` is the clock on the wall where a bin begins, `2026-11-27T09:05`. */
export async function countByTime(
  db: Db,
  edition: EditionNumber,
  { minutes, timeZone }: Bins,
): Promise<(Became & { at: string })[]> {
  const { rows } = await sql<Became & { at: string }>`
    SELECT to_char(date_bin(${minutes}::integer * interval '1 minute', sent_at AT TIME ZONE ${timeZone}, '2001-01-01'),
      'YYYY-MM-DD"T"HH24:MI') AS at, ${BECAME}
    FROM deliveries d WHERE edition_number = ${edition} AND sent_at IS NOT NULL
    GROUP BY 1 ORDER BY 1`.execute(db);
  return rows;
}
