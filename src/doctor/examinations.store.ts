import { sql } from 'kysely';
import type { Db } from '../core/index.ts';
import type { Examination } from './examine.ts';

/** Two months of nights. */
const KEPT = 60;

/** The latest examinations by workers, the newest first. */
export async function latestExaminations(db: Db, many: number): Promise<Examination[]> {
  const rows = await db
    .selectFrom('examinations')
    .select('result')
    .orderBy('id', 'desc')
    .limit(many)
    .execute();
  return rows.map(({ result }) => result as Examination);
}

export async function keepExamination(db: Db, examination: Examination): Promise<void> {
  await sql`INSERT INTO examinations (at, result)
    VALUES (${examination.at}, ${JSON.stringify(examination)}::jsonb)`.execute(db);
  await sql`DELETE FROM examinations WHERE id <= (SELECT max(id) FROM examinations) - ${KEPT}`.execute(db);
}
