import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Log, sentenceOf } from '../../core/index.ts';
import { type QueueBackend, SETTINGS, TIMING } from './engine.ts';

/** BullMQ on Redis. Workers need `maxRetriesPerRequest: null`: they wait for as long as Redis is away. */
export function redisBackend(url: string, log: Log): QueueBackend {
  const open = (maxRetriesPerRequest: number | null) => {
    const redis = new Redis(url, { maxRetriesPerRequest, connectTimeout: 5_000, keepAlive: 10_000 });
    redis.on('error', (error) => log.warn({ error: sentenceOf(error) }, 'Redis connection'));
    return redis;
  };
  const producing = open(20);
  const consuming = open(null);
  return {
    queue: (name) => new Queue(name, { connection: producing, settings: SETTINGS }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, { connection: consuming, concurrency, settings: SETTINGS, ...TIMING }),
    async check() {
      await producing.set('quarterly:written', new Date().toISOString(), 'EX', 60);
    },
    async close() {
      producing.disconnect();
      consuming.disconnect();
    },
  };
}
