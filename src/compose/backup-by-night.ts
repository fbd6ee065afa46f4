import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { App } from './app.ts';
import { backUp } from './backup.ts';

const OURS = /^quarterly-\d{4}-\d{2}-\d{2}T\d{6}Z\.backup$/;

/**
 * Writes a backup into `BACKUP_DIR`, named by its time in UTC, and removes the oldest of those that are more than `BACKUP_KEEP`; files
 * of other names stay. Does nothing while `BACKUP_DIR` is not set. Returns the file's path.
 */
export async function backUpByNight(
  app: Pick<App, 'clock' | 'log' | 'databaseUrl'> & {
    config: Pick<App['config'], 'backupDir' | 'backupKeep' | 'dataDir'>;
  },
): Promise<string | undefined> {
  const { clock, log, databaseUrl, config } = app;
  if (config.backupDir === undefined) return undefined;
  const folder = resolve(config.backupDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const time = clock.now().toISOString().slice(0, 19).replaceAll(':', '');
  const path = join(folder, `quarterly-${time}Z.backup`);
  const { tables } = await backUp(
    { config: { databaseUrl, dataDir: config.dataDir }, log, progress: () => {} },
    path,
  );
  const old = (await readdir(folder))
    .filter((name) => OURS.test(name))
    .sort()
    .slice(0, -config.backupKeep);
  for (const name of old) await rm(join(folder, name), { force: true });
  log.info(
    { file: path, rows: tables.reduce((sum, { rows }) => sum + rows, 0), removed: old.length },
    'backup written',
  );
  return path;
}
