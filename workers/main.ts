import { randomUUID } from 'node:crypto';
import { startHeartbeat } from '../src/adapters/settings.ts';
import { openApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { sentenceOf } from '../src/core/index.ts';
import { processors } from './processors.ts';
import { ring } from './recurrences.ts';

const CONCURRENCY = { flow: 2, edition: 1, transactional: 4 };

/** A worker: takes jobs until it is told to stop, then finishes what is in flight and leaves within 20 s. */
async function work(): Promise<void> {
  const app = await openApp(loadConfig(process.env), { role: 'worker' });
  const heartbeat = await startHeartbeat(app.db, randomUUID());
  const consumer = app.queue.consume(await processors(app), { concurrency: CONCURRENCY });
  await ring(app);
  app.log.info({}, 'worker started');
  await stopped();
  await consumer.close();
  await heartbeat.stop();
  await app.close();
  app.log.info({}, 'worker stopped');
}

/** SIGTERM, SIGINT, or the end of the parent that forked us. */
function stopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
    process.once('disconnect', () => done());
  });
}

try {
  await work();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}
