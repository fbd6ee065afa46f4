import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../adapters/embedded-postgres/index.ts';
import { connectAlone, connectDatabase, migrateUpTo, migrationNames } from '../adapters/postgres/index.ts';
import {
  compareTables,
  type Manifest,
  openBackup,
  refuseNewerDatabase,
  restoreBackup,
  writeBackup,
} from '../backup/index.ts';
import type { Config } from '../config.ts';
import type { Database, Log } from '../core/index.ts';
import { holdAll } from '../journal/index.ts';

type Asked = {
  config: Pick<Config, 'databaseUrl' | 'dataDir'>;
  log: Log;
  progress(said: { table: string; octets: number }): void;
};

/** Writes a backup of the database as it is, without bringing its schema up to date first. */
export const backUp = (asked: Asked, path: string): Promise<Manifest> =>
  connected(asked, async ({ client }) => {
    await refuseNewerDatabase(client, migrationNames());
    return writeBackup({ client, now: new Date(), progress: asked.progress }, path);
  });

/** Puts a backup into the database that the options name; all sending is held from then on. */
export const restoreFrom = (asked: Asked, path: string, how: { replace: boolean }): Promise<Manifest> =>
  connected(asked, async ({ client, db }) => {
    const manifest = await restoreBackup(deps(asked, client, db), path, how);
    await holdAll(db, [{ kind: 'backup', madeAt: manifest.madeAt }]);
    return manifest;
  });

/** Puts a backup into a database that is made for it and thrown away: every table must come back octet for octet. */
export async function rehearseBackup({ log, progress }: Asked, path: string): Promise<Manifest> {
  (await openBackup(path)).close();
  const dataDir = await mkdtemp(join(tmpdir(), 'quarterly-rehearsal-'));
  // PostgreSQL's own account, where we are root, must reach it: else the data would lie elsewhere, and stay.
  await chmod(dataDir, 0o755);
  const asked: Asked = { config: { databaseUrl: undefined, dataDir }, log, progress };
  try {
    return await connected(asked, ({ client, db }) =>
      restoreBackup(
        { ...deps(asked, client, db), loaded: (manifest) => compareTables(client, manifest) },
        path,
        { replace: false },
      ),
    );
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const deps = ({ progress }: Asked, client: Client, db: Database) => ({
  client,
  known: migrationNames(),
  migrateTo: (last: string | undefined) => migrateUpTo(db, last),
  progress,
});

type Client = Awaited<ReturnType<typeof connectAlone>>;

async function connected<T>(
  { config, log }: Asked,
  work: (on: { client: Client; db: Database }) => Promise<T>,
): Promise<T> {
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir, log);
  const url = config.databaseUrl ?? (embedded?.url as string);
  const { db, close } = connectDatabase(url, log, 2);
  try {
    const client = await connectAlone(url, 'quarterly backup');
    try {
      return await work({ client, db });
    } finally {
      await client.end().catch(() => {});
    }
  } finally {
    await close();
    await embedded?.release();
  }
}
