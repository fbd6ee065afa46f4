import type pg from 'pg';

/** As PostgreSQL's statistics have it. */
export type Size = { rows: number; octets: number };

/** In their order; none where the database is empty. */
export async function migrationsDone(client: pg.Client): Promise<string[]> {
  const { rows: there } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('public.kysely_migration')::text AS name",
  );
  if (!there[0]?.name) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  return rows.map(({ name }) => name);
}

export async function measuredTables(client: pg.Client): Promise<Map<string, Size>> {
  const { rows } = await client.query<{ name: string; rows: string; octets: string }>(`
    SELECT c.relname AS name, CASE WHEN c.reltuples > 0 THEN c.reltuples ELSE coalesce(s.n_live_tup, 0) END::bigint AS rows, pg_table_size(c.oid) AS octets
    FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
  return new Map(rows.map((row) => [row.name, { rows: Number(row.rows), octets: Number(row.octets) }]));
}
