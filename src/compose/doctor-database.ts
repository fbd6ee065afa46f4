import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { startEmbeddedPostgres } from '../adapters/embedded-postgres/index.ts';
import { connectToLook, migrationNames } from '../adapters/postgres/index.ts';
import type { Config } from '../config.ts';
import { silentLog, within } from '../core/index.ts';
import {
  type InstallationFacts,
  judgeDatabase,
  judgeUnreachable,
  noDatabaseYet,
  readDatabase,
  readInstallation,
  type Seen,
} from '../doctor/index.ts';

/** How long the database may take to be there, and for each of its answers, ms. An embedded one may have to be started. */
const REMOTE_MS = 5_000;
const EMBEDDED_MS = 12_000;
const RELEASE_MS = 3_000;

/** One look at the database, on which other looks wait for what the installation keeps of itself. */
export type DatabaseLook = {
  look(): Promise<Seen>;
  /** What the database knows; undefined = it cannot be asked. */
  installation: Promise<InstallationFacts | undefined>;
  close(): Promise<void>;
};

/** Begins to look at once; nothing is written, and no migration applied. */
export function lookAtDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  now: () => number,
): DatabaseLook {
  let release = async () => {};
  const connected = connect(config, (how) => {
    release = how;
  });
  const facts = connected.then(async (connection) => {
    if (connection === 'none') return 'none' as const;
    return { database: await readDatabase(connection.ask, now), ask: connection.ask };
  });
  const installation = facts.then(
    (read) => (read === 'none' ? undefined : readInstallation(read.ask)),
    () => undefined,
  );
  return {
    installation: installation.catch(() => undefined),
    async look() {
      try {
        const read = await facts;
        if (read === 'none') return { findings: [noDatabaseYet(resolve(config.dataDir))] };
        return { findings: judgeDatabase(read.database, migrationNames()) };
      } catch (error) {
        return { findings: [judgeUnreachable(error, config.databaseUrl)] };
      }
    },
    close: () => within(RELEASE_MS, release()).catch(() => {}),
  };
}

type Connection = Awaited<ReturnType<typeof connectToLook>>;

async function connect(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  onOpen: (release: () => Promise<void>) => void,
): Promise<Connection | 'none'> {
  if (databaseUrl) {
    const connection = await connectToLook(databaseUrl, REMOTE_MS);
    onOpen(async () => connection.end());
    return connection;
  }
  if (!existsSync(dataDir)) return 'none';
  const starting = startEmbeddedPostgres(dataDir, silentLog);
  // One that comes up after nobody waits for it any more is let go all the same.
  onOpen(async () => (await starting).release());
  const { url, release } = await within(EMBEDDED_MS, starting);
  const connection = await connectToLook(url, REMOTE_MS);
  onOpen(async () => {
    connection.end();
    await release();
  });
  return connection;
}
