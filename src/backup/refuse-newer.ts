import type pg from 'pg';
import { fault } from '../core/index.ts';
import { migrationsOf } from './tables.store.ts';

/** @throws Fault `conflict` for a database of a newer version, `not-found` for one that holds nothing of ours. */
export async function refuseNewerDatabase(client: pg.ClientBase, known: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('public.kysely_migration')::text AS name",
  );
  if (!rows[0]?.name) throw fault('not-found', 'There is nothing to back up: this database is empty.');
  const newer = (await migrationsOf(client)).find((name) => !known.includes(name));
  if (newer === undefined) return;
  throw fault(
    'conflict',
    `This database is newer than this program (it has ${newer}): back it up with the program that brought it up to date.`,
  );
}
