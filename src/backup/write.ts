import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyStream } from 'pg-copy-streams';
import yazl from 'yazl';
import { counted } from './counted.ts';
import { entryOf, MANIFEST, type Manifest, type TableEntry } from './manifest.ts';
import { type CopiedTable, copiedTables, copyTo, migrationsOf, sequencesOf } from './tables.store.ts';

export type BackupDeps = {
  /** A connection of its own: it holds one snapshot for as long as the backup takes. */
  client: pg.Client;
  now: Date;
  progress(said: { table: string; octets: number }): void;
};

/**
 * Writes all tables as they are at one moment, while everything goes on, into one file: it is there when it is whole, readable
 * by its owner alone. What is in memory is a few hundred kilobytes, whatever the tables hold.
 */
export async function writeBackup(deps: BackupDeps, path: string): Promise<Manifest> {
  const { client } = deps;
  const part = `${path}.part`;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const manifest = await writeAll(deps, part);
    await onDisk(part);
    await rename(part, path);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await client.query('ROLLBACK').catch(() => {});
  }
}

async function writeAll(deps: BackupDeps, part: string): Promise<Manifest> {
  const { client, now } = deps;
  const tables = await copiedTables(client);
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  const manifest: Manifest = {
    format: 1,
    madeAt: now.toISOString(),
    postgres: Number(rows[0]?.version),
    schema: await migrationsOf(client),
    tables: [],
    sequences: await sequencesOf(client),
  };
  const zip = new yazl.ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  for (const table of tables) addTable(zip, deps, { table, done: (entry) => manifest.tables.push(entry) });
  zip.addReadStreamLazy(MANIFEST, { compressionLevel: 1 }, (opened) => {
    opened(null, bufferStream(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)));
  });
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(part, { mode: 0o600 })), failed]);
  return manifest;
}

type Added = { table: CopiedTable; done(entry: TableEntry): void };

function addTable(zip: yazl.ZipFile, { client, progress }: BackupDeps, { table, done }: Added): void {
  zip.addReadStreamLazy(entryOf(table.name), { compressionLevel: 1 }, (opened) => {
    const rows = client.query(copyStream(copyTo(table)));
    const sum = counted((octets) => progress({ table: table.name, octets }));
    rows.on('error', (error) => sum.stream.destroy(error));
    sum.stream.once('end', () =>
      done({ table: table.name, columns: table.columns, rows: rows.rowCount, ...sum.sum() }),
    );
    opened(null, rows.pipe(sum.stream));
  });
}

function bufferStream(octets: Buffer) {
  const { stream } = counted();
  stream.end(octets);
  return stream;
}

async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}
