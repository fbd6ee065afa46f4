import pg from 'pg';
import type { Db } from '../core/index.ts';

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

/** Drops the database that `url` names, whoever uses it, and makes it anew. */
export async function emptyDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  const name = maintenance.pathname.slice(1);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
}
