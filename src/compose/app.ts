import { type EmbeddedPostgres, startEmbeddedPostgres } from '../adapters/embedded-postgres/index.ts';
import { createLog } from '../adapters/logger.ts';
import { connectDatabase, followDatabaseClock, migrate } from '../adapters/postgres/index.ts';
import { openedAtFirstUse, openQueue } from '../adapters/queue/open.ts';
import { type Config, type SecretKey, secretKeyFrom } from '../config.ts';
import { type Clock, type Database, fault, type Log, sentenceOf } from '../core/index.ts';
import type { QueueEngine } from '../jobs/index.ts';
import type { RenderOptions } from '../rendering/index.ts';
import { earlierSecret, generatedSecret, limitSecret } from '../settings/index.ts';
import { renderingOf } from './rendering-of.ts';

/** Everything that a command, the web or a worker is composed from. */
export type App = {
  config: Config;
  /** Goes by the database's clock, whatever this machine's says. */
  clock: Clock;
  /** This machine's clock minus the database's, ms. */
  clockDifferenceMs(): number;
  log: Log;
  db: Database;
  queue: QueueEngine;
  /** First signs, all verify; never empty. */
  keys: [SecretKey, ...SecretKey[]];
  /** Hashes who asked, in the table of limits; the same whichever key signs. */
  limitKey: Buffer;
  /** How mails are rendered here: the public address and the theme. */
  rendering: RenderOptions;
  /** The address of the database in use, embedded or not; holds a password. */
  databaseUrl: string;
  /** Names what was applied when the app was opened; empty when the schema was up to date. */
  migrated: string[];
  close(): Promise<void>;
};

export type OpenOptions = { role: string; clock?: Clock; log?: Log; connections?: number };

/**
 * Opens the stores, brings the schema up to date and connects the queue.
 * @throws Fault `unavailable` when a store does not answer.
 */
export async function openApp(config: Config, options: OpenOptions): Promise<App> {
  const log = options.log ?? createLog(config.logLevel, options.role);
  const rendering = renderingOf(config);
  const embedded = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir, log);
  const databaseUrl = config.databaseUrl ?? (embedded as EmbeddedPostgres).url;
  const { db, close: closeDatabase } = connectDatabase(databaseUrl, log, options.connections);
  const leave = async () => {
    await closeDatabase();
    await embedded?.release();
  };
  try {
    const migrated = await prepare(db);
    const time = await followDatabaseClock(db, log, { repeat: options.role !== 'command' });
    const open = () => openQueue({ databaseUrl, redisUrl: config.redisUrl }, log);
    const queue = options.role === 'command' ? openedAtFirstUse(open) : await open();
    const keys = await keysOf(config, db);
    const limitKey = Buffer.from(await limitSecret(db), 'base64url');
    const close = onlyOnce(async () => {
      time.stop();
      await queue.close();
      await leave();
    });
    return {
      config,
      clock: options.clock ?? time,
      clockDifferenceMs: time.differenceMs,
      log,
      db,
      queue,
      keys,
      limitKey,
      rendering,
      databaseUrl,
      migrated,
      close,
    };
  } catch (error) {
    await leave().catch(() => {});
    throw error;
  }
}

async function prepare(db: Database): Promise<string[]> {
  await db
    .selectNoFrom((eb) => eb.val(1).as('one'))
    .execute()
    .catch((error) => {
      throw fault(
        'unavailable',
        `The database at DATABASE_URL does not answer: ${sentenceOf(error) || error.code}.`,
      );
    });
  return migrate(db);
}

/**
 * The secret that we made while none was set keeps verifying once one is: mails that are out carry links signed with it,
 * and the suppression list holds hashes made with it.
 */
async function keysOf(config: Config, db: Database): Promise<[SecretKey, ...SecretKey[]]> {
  const [first, ...rest] = config.secretKeys;
  if (!first) return [secretKeyFrom(await generatedSecret(db))];
  const earlier = await earlierSecret(db);
  return [first, ...rest, ...(earlier === undefined ? [] : [secretKeyFrom(earlier)])];
}

function onlyOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}
