import { Redis } from 'ioredis';
import type { RedisFacts } from '../../doctor/index.ts';

/**
 * Asks a Redis once what it says of itself. Hosted ones do not let CONFIG be asked: then INFO must do.
 * @throws Error of the connection, or of the password.
 */
export async function lookAtRedis(url: string, ms: number): Promise<RedisFacts> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ms,
    commandTimeout: ms,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let failure: Error | undefined;
  redis.on('error', (error: Error) => {
    failure ??= error;
  });
  try {
    await redis.connect();
    const info = fieldsOf(await redis.info());
    const config = await configOf(redis);
    return {
      version: info.get('redis_version') ?? '0.0',
      role: info.get('role') ?? 'master',
      policy: info.get('maxmemory_policy') ?? config.get('maxmemory-policy') ?? 'noeviction',
      appendOnly: info.get('aof_enabled') === '1',
      snapshots: config.get('save'),
      lastWriteFailed: [info.get('aof_last_write_status'), info.get('rdb_last_bgsave_status')].includes(
        'err',
      ),
      usedMemory: Number(info.get('used_memory') ?? 0),
      maxMemory: Number(info.get('maxmemory') ?? 0),
    };
  } catch (error) {
    throw failure ?? error;
  } finally {
    redis.disconnect();
  }
}

async function configOf(redis: Redis): Promise<Map<string, string>> {
  const read = async (name: string) => (await redis.config('GET', name)) as string[];
  try {
    const rows = [await read('save'), await read('maxmemory-policy')];
    return new Map(rows.flatMap(([name, value]) => (name === undefined ? [] : [[name, value ?? '']])));
  } catch {
    return new Map();
  }
}

/** INFO is lines of `name:value`, with comments between. */
const fieldsOf = (text: string) =>
  new Map(
    text
      .split(/\r?\n/)
      .map((line) => line.split(/:(.*)/s))
      .flatMap(([name, value]): [string, string][] => (name && value !== undefined ? [[name, value]] : [])),
  );
