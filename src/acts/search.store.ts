import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ActName, Actor, Acts, Db, PersonId } from '../core/index.ts';

/** Who acted: somebody of the desk, on a page or in whose name a command was typed; or anybody of a kind. */
export type ActedBy = { person: PersonId } | { kind: Actor['kind'] };

/** What an act must be, to be found. Everything that is left out matches. */
export type ActFilter = {
  by?: ActedBy | undefined;
  /** The name of an act, or what such names begin with: `edition`. */
  act?: string | undefined;
  /** The id of what it is about; without `act` the number of an edition, and then its runs and tellings too. */
  subject?: number | undefined;
  /** Days such as `2026-11-27`, in `timeZone`; both belong to it. */
  days?: { from?: string | undefined; until?: string | undefined; timeZone: string } | undefined;
};

export type FoundAct = {
  id: number;
  at: Date;
  act: ActName;
  subject: number;
  by: Actor;
  params: Acts[ActName];
};

/** The newest that match, before the one with the id `before`. */
export async function searchActs(
  db: Db,
  filter: ActFilter,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<FoundAct[]> {
  const { rows } = await sql<FoundAct>`
    SELECT a.id, a.at, a.act, a.subject, a.actor AS by, a.params FROM acts a
    WHERE ${sql.join([...conditions(filter), before === undefined ? sql`true` : sql`a.id < ${before}`], sql` AND `)}
    ORDER BY a.id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

function conditions({ by, act, subject, days }: ActFilter): RawBuilder<SqlBool>[] {
  const all: RawBuilder<SqlBool>[] = [sql`true`];
  if (by) all.push(actedBy(by));
  if (act !== undefined) all.push(act.includes('.') ? sql`a.act = ${act}` : sql`a.subject_type = ${act}`);
  if (subject !== undefined) all.push(act === undefined ? ofEdition(subject) : sql`a.subject = ${subject}`);
  if (days?.from) all.push(sql`a.at >= (${days.from}::date::timestamp AT TIME ZONE ${days.timeZone})`);
  if (days?.until) all.push(sql`a.at < ((${days.until}::date + 1)::timestamp AT TIME ZONE ${days.timeZone})`);
  return all;
}

const actedBy = (by: ActedBy): RawBuilder<SqlBool> =>
  'person' in by
    ? sql`((a.actor->>'kind' = 'person' AND (a.actor->>'id')::bigint = ${by.person})
        OR (a.actor->>'kind' = 'command' AND (a.actor->'person'->>'id')::bigint = ${by.person}))`
    : sql`a.actor->>'kind' = ${by.kind}`;

const ofEdition = (edition: number): RawBuilder<SqlBool> =>
  sql`((a.subject_type = 'edition' AND a.subject = ${edition})
    OR (a.subject_type = 'run' AND a.subject IN (SELECT id FROM runs WHERE edition_number = ${edition}))
    OR (a.subject_type = 'telling' AND (a.params->>'edition')::bigint = ${edition}))`;
