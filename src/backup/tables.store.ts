import type pg from 'pg';

/** A table as it is copied: its columns but for the generated ones, which make themselves. */
export type CopiedTable = {
  name: string;
  columns: string[];
  /** SQL by which its rows are put in an order that is the same in every database, whatever its collation. */
  order: string[];
};

/** Every table of ours, those first that others refer to: a row then finds what it refers to. */
export async function copiedTables(client: pg.ClientBase): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable & { refers: string[] }>(`
    SELECT c.relname AS name,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      ARRAY(SELECT quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END
        FROM pg_constraint k CROSS JOIN unnest(k.conkey) WITH ORDINALITY AS part (attnum, n)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.attnum
        WHERE k.conrelid = c.oid AND k.contype = 'p' ORDER BY part.n) AS "order",
      ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`);
  const ordered: CopiedTable[] = [];
  const done = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.filter(
      ({ name, refers }) => !done.has(name) && refers.every((other) => done.has(other)),
    );
    if (next.length === 0) throw new Error('the tables refer to each other in a circle');
    for (const { name, columns, order } of next) {
      ordered.push({ name, columns, order });
      done.add(name);
    }
  }
  return ordered;
}

export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  return rows.map(({ name }) => name);
}

/** How far each sequence has come; null = nothing was taken from it. */
export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    "SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1",
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, Number(last)]));
}

export async function setSequences(
  client: pg.ClientBase,
  last: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, value] of Object.entries(last))
    await client.query("SELECT setval(format('public.%I', $1::text)::regclass, $2)", [name, value]);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** In the order of its key: where a row lies in a table is nobody's business, and another database puts it elsewhere. */
export const copyTo = ({ name, columns, order }: CopiedTable) =>
  `COPY (SELECT ${columns.map(quoted).join(', ')} FROM public.${quoted(name)}${
    order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`
  }) TO STDOUT`;
export const copyFrom = ({ name, columns }: Pick<CopiedTable, 'name' | 'columns'>) =>
  `COPY public.${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`;

/** Rows come as they were: what triggers would make of them has been made. */
export async function setTriggers(
  client: pg.ClientBase,
  { name }: Pick<CopiedTable, 'name'>,
  on: boolean,
): Promise<void> {
  await client.query(`ALTER TABLE public.${quoted(name)} ${on ? 'ENABLE' : 'DISABLE'} TRIGGER USER`);
}

/** Names a table that has rows which no migration made; `undefined` where a backup may go. */
export async function occupied(client: pg.ClientBase): Promise<string | undefined> {
  for (const { name } of await copiedTables(client)) {
    if (OF_EMPTY.includes(name)) continue;
    const { rowCount } = await client.query(`SELECT 1 FROM public.${quoted(name)} LIMIT 1`);
    if (rowCount) return name;
  }
  return undefined;
}

/** What every start of a process writes into an empty database, or its migrations do. */
const OF_EMPTY: readonly string[] = [
  'kysely_migration',
  'kysely_migration_lock',
  'settings',
  'journal_places',
  'journals',
  'pace',
  'rate_limits',
  'bank_holidays',
  'retired_domains',
  'processes',
];

/** Processes of ours that are connected, but for this one. */
export async function othersConnected(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ others: string }>(
    "SELECT count(DISTINCT (client_addr, client_port)) AS others FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'quarterly'",
  );
  return Number(rows[0]?.others ?? 0);
}

export async function emptySchema(client: pg.ClientBase): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS bullmq CASCADE');
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
}
