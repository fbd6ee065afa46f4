import { sql } from 'kysely';
import type { Db, EditionNumber, TellingContent } from '../core/index.ts';
import { unsettledOf } from './send/open.store.ts';

export type MailsInDoubt = { edition: EditionNumber; mails: number; since: Date };

/** Of which editions nobody can say whether mails left, until a person decides or an event tells. */
export async function mailsInDoubt(db: Db): Promise<MailsInDoubt[]> {
  const { rows } = await sql<MailsInDoubt>`
    SELECT d.edition_number AS edition, count(*)::int AS mails, min(d.updated_at) AS since
    FROM ${unsettledOf()} WHERE d.state = 'unknown' GROUP BY d.edition_number ORDER BY d.edition_number`.execute(
    db,
  );
  return rows;
}

export type WaitingTelling = {
  id: number;
  edition: EditionNumber;
  /** Its slug in the snapshot. */
  article: string;
  /** Which change. */
  about: string;
  content: TellingContent;
  headline: string;
  askedBy: string;
  since: Date;
};

/** What was asked to be told to readers and nobody has approved yet, the oldest first. */
export async function waitingTellings(db: Db): Promise<WaitingTelling[]> {
  const rows = await db
    .selectFrom('tellings')
    .select(['id', 'edition_number', 'article', 'about', 'content', 'asked_by', 'asked_at'])
    .where('state', '=', 'waiting')
    .orderBy('id')
    .execute();
  return rows.map(({ edition_number: edition, asked_by: askedBy, asked_at: since, ...row }) => ({
    ...row,
    edition,
    headline: row.content.headline,
    askedBy,
    since,
  }));
}
