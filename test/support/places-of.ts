import { sql } from 'kysely';
import type { Database } from '../../src/core/index.ts';

type Column = { table: string; column: string; kind: string };

/** Every column of every table that can hold words, in all schemas of ours. */
export const allColumns = async (db: Database): Promise<Column[]> =>
  (
    await sql<Column>`SELECT c.table_schema || '.' || c.table_name AS table, c.column_name AS column, c.data_type AS kind
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
        AND c.data_type NOT IN ('integer', 'bigint', 'smallint', 'boolean', 'date', 'double precision', 'numeric', 'real')
        AND c.data_type NOT LIKE 'timestamp%' ORDER BY 1, 2`.execute(db)
  ).rows;

/** Everything in the database as text that holds one of the words, as `table.column`. */
export async function placesOf(db: Database, ...words: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await allColumns(db)) {
    const value = sql.raw(`"${column}"::text`);
    const { rows } = await sql`SELECT 1 FROM ${sql.raw(table)}
      WHERE ${sql.join(
        words.map((word) => sql`${value} ILIKE ${`%${word}%`}`),
        sql` OR `,
      )} LIMIT 1`.execute(db);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
