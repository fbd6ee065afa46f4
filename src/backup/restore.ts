import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyStream } from 'pg-copy-streams';
import { fault } from '../core/index.ts';
import { type BackupFile, openBackup } from './archive.ts';
import { counted } from './counted.ts';
import { type Manifest, refuseNewerSchema, type TableEntry } from './manifest.ts';
import {
  copyFrom,
  emptySchema,
  occupied,
  othersConnected,
  setSequences,
  setTriggers,
} from './tables.store.ts';

export type RestoreDeps = {
  client: pg.Client;
  /** Names of all migrations that this program knows. */
  known: readonly string[];
  /** Brings an empty database to the schema of the backup, and then to this program's. */
  migrateTo(last: string | undefined): Promise<void>;
  progress(said: { table: string; octets: number }): void;
  /** Looks at what came in, before this program's own migrations change it. */
  loaded?(manifest: Manifest): Promise<void>;
};

/**
 * Puts a backup into a database that holds nothing, or with `replace` in place of what it holds. Nobody sees half of it: the rows
 * come in one transaction.
 * @throws Fault `conflict` for a newer backup, a database that holds something or that processes use; `invalid` for a file that is
 * no backup, or was changed.
 */
export async function restoreBackup(
  deps: RestoreDeps,
  path: string,
  { replace }: { replace: boolean },
): Promise<Manifest> {
  const file = await openBackup(path);
  try {
    refuseNewerSchema(file.manifest, deps.known);
    await makeRoom(deps.client, replace);
    await deps.migrateTo(file.manifest.schema.at(-1));
    await loadAll(deps, file);
    await deps.loaded?.(file.manifest);
    await deps.migrateTo(undefined);
    return file.manifest;
  } finally {
    file.close();
  }
}

async function makeRoom(client: pg.Client, replace: boolean): Promise<void> {
  const others = await othersConnected(client);
  if (others > 0)
    throw fault(
      'conflict',
      'Processes of Quarterly use this database: stop every web and worker, then restore. Start no worker before `quarterly restore status` has been read.',
    );
  const table = replace ? undefined : await occupied(client);
  if (table !== undefined)
    throw fault(
      'conflict',
      `This database holds data already (${table}): restore into an empty one, or say --replace to remove what it holds.`,
    );
  await emptySchema(client);
}

async function loadAll({ client, progress }: RestoreDeps, file: BackupFile): Promise<void> {
  await client.query('BEGIN');
  try {
    for (const entry of file.manifest.tables.filter(({ table }) => !table.startsWith('kysely_')))
      await loadTable(client, { entry, file, progress });
    await setSequences(client, file.manifest.sequences);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
  await client.query('ANALYZE');
}

type Loading = { entry: TableEntry; file: BackupFile; progress: RestoreDeps['progress'] };

async function loadTable(client: pg.Client, { entry, file, progress }: Loading): Promise<void> {
  const table = { name: entry.table, columns: entry.columns };
  const sum = counted((octets) => progress({ table: entry.table, octets }));
  await setTriggers(client, table, false);
  await client.query(`DELETE FROM public."${entry.table}"`);
  const rows = client.query(copyStream(copyFrom(table)));
  await pipeline(await file.read(entry.table), sum.stream, rows);
  await setTriggers(client, table, true);
  const { octets, sha256 } = sum.sum();
  if (sha256 !== entry.sha256 || octets !== entry.octets || rows.rowCount !== entry.rows)
    throw fault(
      'invalid',
      `The table ${entry.table} in this file is not as it was when the backup was made.`,
    );
}
