import { sql } from 'kysely';
import type { Db } from '../../core/index.ts';
import type { EditionSections } from './admission.ts';

/**
 * How many active readers would get which sections of an edition, the largest group first. `chosen` holds a digit for
 * each section in its order, 1 where it is chosen; who chose none of them is left out.
 */
export async function selectChoices(
  db: Db,
  sections: EditionSections,
  most: number,
): Promise<{ chosen: string; readers: number }[]> {
  const digits = sections.map(
    ({ ids }) => sql`CASE WHEN all_sections OR sections && ${[...ids]}::int[] THEN '1' ELSE '0' END`,
  );
  const { rows } = await sql<{ chosen: string; readers: number }>`
    SELECT chosen, sum(readers)::integer AS readers
    FROM (
      SELECT ${sql.join(digits, sql` || `)} AS chosen, readers
      FROM (SELECT all_sections, sections, count(*) AS readers FROM subscribers WHERE state = 'active' GROUP BY 1, 2) choice
    ) reader
    WHERE chosen LIKE '%1%'
    GROUP BY chosen ORDER BY sum(readers) DESC, chosen DESC LIMIT ${most}`.execute(db);
  return rows;
}
