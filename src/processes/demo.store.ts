import pg from 'pg';
import { type Db, fault } from '../core/index.ts';

/** Slugs of all sections, in order. */
export async function sectionSlugs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('sections').select('slug').orderBy('position').execute();
  return rows.map((row) => row.slug);
}

/** How many different sets of sections the readers chose; "all" is one more. */
export async function countChoices(db: Db): Promise<number> {
  const row = await db
    .selectFrom('subscribers')
    .select((eb) => eb.fn.count('sections').distinct().as('sets'))
    .where('all_sections', '=', false)
    .executeTakeFirstOrThrow();
  return Number(row.sets) + 1;
}

/** Held by the demo that uses this PostgreSQL, for as long as it runs. */
const DEMO_RUNS = 7_118_020_148;

/**
 * Drops the database that `url` names, whoever uses it, and makes it anew; no other demo may do so until `release`.
 * @throws Fault `conflict` while another demo runs on it: it would lose everything in the middle of its work.
 */
export async function emptyDatabase(url: string): Promise<{ release(): Promise<void> }> {
  const maintenance = new URL(url);
  const name = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [DEMO_RUNS]);
    if (rows[0]?.mine !== true)
      throw fault(
        'conflict',
        'Another demo runs on these data: stop it with Ctrl-C, or choose another port with `npm run demo -- --port P`.',
      );
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  } catch (error) {
    await client.end();
    throw error;
  }
  return { release: () => client.end().catch(() => {}) };
}
