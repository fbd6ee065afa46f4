import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openBackup } from '../backup/index.ts';
import type { App } from './app.ts';
import { backUp } from './backup.ts';

const OURS = /^quarterly-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;
const UNFINISHED = /^quarterly-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup\.part$/;

export type NightlyDeps = Pick<App, 'log' | 'databaseUrl'> & {
  config: Pick<App['config'], 'backupKeep' | 'dataDir'>;
};
export type WrittenBackup = { file: string; tables: number; rows: number; octets: number };

/** Writes the backup of a slot into a folder, named by that time in UTC; one that is there already stays as it is. */
export async function writeNightly(
  { log, databaseUrl, config }: NightlyDeps,
  { folder, slot }: { folder: string; slot: Date },
): Promise<WrittenBackup> {
  const path = join(resolve(folder), fileOf(slot));
  await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
  const asked = { config: { databaseUrl, dataDir: config.dataDir }, log, progress: () => {} };
  // A file is there when it is whole: a process that died after it had written one has left it so.
  const { tables } = (await sizeIf(path)) === undefined ? await backUp(asked, path) : await manifestOf(path);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const octets = (await sizeIf(path)) ?? 0;
  return { file: path, tables: tables.length, rows, octets };
}

/** Removes the oldest of those that are more than `BACKUP_KEEP`, and what a killed process left half; files of other names stay. */
export async function removeOldBackups(
  { config }: Pick<NightlyDeps, 'config'>,
  folder: string,
): Promise<{ kept: number; removed: number }> {
  const names = await readdir(resolve(folder));
  const whole = names.filter((name) => OURS.test(name)).sort();
  const old = whole.slice(0, -config.backupKeep);
  for (const name of [...old, ...names.filter((one) => UNFINISHED.test(one))])
    await rm(join(resolve(folder), name), { force: true });
  return { kept: whole.length - old.length, removed: old.length };
}

const fileOf = (slot: Date) => `quarterly-${slot.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;

const sizeIf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

async function manifestOf(path: string) {
  const file = await openBackup(path);
  file.close();
  return file.manifest;
}
