import { type Selectable, sql } from 'kysely';
import {
  type Actor,
  type Db,
  type EditionNumber,
  type SubscriberId,
  signature,
  type TellingTable,
} from '../../core/index.ts';

export type Telling = Selectable<TellingTable>;

/** The notice by which one reader is told. */
export const TOLD = 'article-told';

export const selectTelling = (db: Db, id: number): Promise<Telling | undefined> =>
  db.selectFrom('tellings').selectAll().where('id', '=', id).executeTakeFirst();

/** The telling of one change that was not dropped, locked until the transaction ends. */
export const lockTelling = (
  db: Db,
  { edition, article, about }: { edition: EditionNumber; article: string; about: string },
): Promise<Telling | undefined> =>
  db
    .selectFrom('tellings')
    .selectAll()
    .where('edition_number', '=', edition)
    .where('article', '=', article)
    .where('about', '=', about)
    .where('state', '<>', 'dropped')
    .forUpdate()
    .executeTakeFirst();

type NewTelling = Pick<Telling, 'edition_number' | 'article' | 'about' | 'content' | 'hash'> & {
  by: Actor;
  at: Date;
};

/** @throws by the unique index when the same change is asked for twice at once. */
export async function insertTelling(db: Db, { content, by, at, ...telling }: NewTelling): Promise<Telling> {
  return db
    .insertInto('tellings')
    .values({
      ...telling,
      content: JSON.stringify(content),
      state: 'waiting',
      asked_by: signature(by),
      asked_at: at,
      approved_by: null,
      approved_at: null,
      finished_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function moveTelling(
  db: Db,
  id: number,
  change: Partial<Pick<Telling, 'state' | 'approved_by' | 'approved_at' | 'finished_at'>>,
): Promise<void> {
  await db.updateTable('tellings').set(change).where('id', '=', id).execute();
}

export type Audience = { edition: EditionNumber; article: string; sectionIds: readonly number[] };

/**
 * Active readers to whom a mail of the edition went and was not returned, cut to a choice that holds one of these sections, at a
 * time when the article was not down. Mails from before the choice was kept go by what the reader has chosen today.
 */
const audienceOf = ({ edition, article, sectionIds }: Audience) => sql`
  FROM deliveries d JOIN subscribers s ON s.id = d.subscriber_id
  WHERE d.edition_number = ${edition} AND d.state IN ('accepted', 'delivered')
    AND s.state = 'active' AND s.email IS NOT NULL
    AND CASE WHEN d.choice IS NULL THEN s.all_sections OR s.sections && ${sectionIds}::int[]
      ELSE d.choice = '{}' OR d.choice && ${sectionIds}::int[] END
    AND NOT EXISTS (
      SELECT FROM takedowns t WHERE t.edition_number = d.edition_number AND t.article = ${article}
        AND t.taken_at <= d.sent_at AND (t.put_back_at IS NULL OR t.put_back_at > d.sent_at))`;

export async function countAudience(db: Db, audience: Audience): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${audienceOf(audience)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** One notice for each of them, whom nobody has been told by yet. Returns how many. */
export async function insertTold(db: Db, telling: number, audience: Audience, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    WITH told AS (
      INSERT INTO notices (kind, to_address, subscriber_id, params, state, telling_id, created_at, updated_at)
      SELECT ${TOLD}, s.email, s.id, '{}', 'queued', ${telling}, ${at}, ${at} ${audienceOf(audience)} ORDER BY s.id
      ON CONFLICT (telling_id, subscriber_id) WHERE telling_id IS NOT NULL DO NOTHING RETURNING id)
    SELECT count(*) AS id FROM told`.execute(db);
  return rows[0]?.id ?? 0;
}

/** The next few that are to be told, oldest first. */
export async function selectToTell(db: Db, telling: number, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('notices')
    .select('id')
    .where('telling_id', '=', telling)
    .where('state', '=', 'queued')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Approved ones that are not done: what the sweeper rings for. */
export async function openTellings(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('tellings').select('id').where('state', '=', 'approved').execute();
  return rows.map(({ id }) => id);
}

/** How far it is: notices by state. */
export async function countTold(db: Db, telling: number): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('notices')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('telling_id', '=', telling)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** A reader as they stand now; `undefined` when they may not be written to. */
export const selectTold = (
  db: Db,
  id: SubscriberId,
): Promise<
  { email: string | null; format: 'html' | 'text'; language: string | null; link_version: number } | undefined
> =>
  db
    .selectFrom('subscribers')
    .select(['email', 'format', 'language', 'link_version'])
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst();
