import { sql } from 'kysely';
import type { Actor, Db, EditionNumber } from '../core/index.ts';
import type { LinkAnswer } from './answer.ts';

/** Of an edition: how far the last check is; `done` counts the links that have been asked for. */
export type LinkCheckRow = {
  id: number;
  edition: EditionNumber;
  startedAt: Date;
  finishedAt: Date | null;
  by: Actor;
  links: number;
  done: number;
};

export async function selectLinkCheck(db: Db, edition: EditionNumber): Promise<LinkCheckRow | undefined> {
  const { rows } = await sql<LinkCheckRow>`
    SELECT c.id, c.edition_number AS edition, c.started_at AS "startedAt", c.finished_at AS "finishedAt", c.actor AS by,
      count(a.position)::integer AS links, count(a.outcome)::integer AS done
    FROM link_checks c LEFT JOIN link_answers a ON a.check_id = c.id
    WHERE c.edition_number = ${edition} GROUP BY c.id`.execute(db);
  return rows[0];
}

/** In place of what was there; nothing while one is under way. Returns its id. */
export async function insertLinkCheck(
  tx: Db,
  { edition, urls, by, at }: { edition: EditionNumber; urls: readonly string[]; by: Actor; at: Date },
): Promise<number | undefined> {
  await sql`DELETE FROM link_checks WHERE edition_number = ${edition} AND finished_at IS NOT NULL`.execute(
    tx,
  );
  const row = await tx
    .insertInto('link_checks')
    .values({
      edition_number: edition,
      started_at: at,
      actor: JSON.stringify(by),
      finished_at: urls.length === 0 ? at : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  await sql`INSERT INTO link_answers (check_id, position, url)
    SELECT ${row.id}::integer, ordinality, url FROM unnest(${urls}::text[]) WITH ORDINALITY AS u (url, ordinality)`.execute(
    tx,
  );
  return row.id;
}

/** Takes what is under way, unless a process is at it, or at another one: servers of others are asked by one at a time. */
export async function leaseLinkCheck(
  db: Db,
  id: number,
  { now, until }: { now: Date; until: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE link_checks SET leased_until = ${until}
    WHERE id = ${id} AND finished_at IS NULL AND NOT EXISTS (
      SELECT FROM link_checks WHERE finished_at IS NULL AND leased_until > ${now})`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function releaseLinkCheck(db: Db, id: number): Promise<void> {
  await db.updateTable('link_checks').set({ leased_until: null }).where('id', '=', id).execute();
}

export const selectUnasked = (db: Db, id: number) =>
  db
    .selectFrom('link_answers')
    .select(['position', 'url'])
    .where('check_id', '=', id)
    .where('outcome', 'is', null)
    .orderBy('position')
    .execute();

/** Keeps an answer, and holds the lease. */
export async function updateAnswer(
  db: Db,
  {
    id,
    position,
    answer,
    at,
    until,
  }: { id: number; position: number; answer: LinkAnswer; at: Date; until: Date },
): Promise<void> {
  const answered = answer.outcome === 'answered' ? answer : undefined;
  await db
    .updateTable('link_answers')
    .set({
      outcome: answer.outcome,
      status: answered?.status ?? null,
      final_url: answered?.url ?? null,
      moved: answered?.moved ?? false,
      asked_at: at,
    })
    .where('check_id', '=', id)
    .where('position', '=', position)
    .execute();
  await db.updateTable('link_checks').set({ leased_until: until }).where('id', '=', id).execute();
}

/** Ends it once nothing is left to ask. Returns whether it is over. */
export async function finishLinkCheck(db: Db, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE link_checks SET finished_at = ${at}, leased_until = NULL
    WHERE id = ${id} AND finished_at IS NULL
      AND NOT EXISTS (SELECT FROM link_answers WHERE check_id = ${id} AND outcome IS NULL)`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

/** Ids of those that are under way and that nobody is at, the oldest first. */
export async function waitingLinkChecks(db: Db, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`SELECT id FROM link_checks
    WHERE finished_at IS NULL AND (leased_until IS NULL OR leased_until <= ${now}) ORDER BY id`.execute(db);
  return rows.map(({ id }) => id);
}

export async function selectAnswers(
  db: Db,
  id: number,
): Promise<Map<string, { answer: LinkAnswer; askedAt: Date }>> {
  const rows = await db
    .selectFrom('link_answers')
    .select(['url', 'outcome', 'status', 'final_url', 'moved', 'asked_at'])
    .where('check_id', '=', id)
    .where('outcome', 'is not', null)
    .execute();
  return new Map(
    rows.map(({ url, outcome, status, final_url, moved, asked_at }) => {
      const answer =
        outcome === 'answered' ? { outcome, status: status ?? 0, url: final_url ?? url, moved } : { outcome };
      return [url, { answer: answer as LinkAnswer, askedAt: asked_at as Date }];
    }),
  );
}
