import { hostname } from 'node:os';
import { type Reason, sayReason } from '../core/index.ts';
import { noteHindrance } from '../delivery/index.ts';
import { runControl } from '../flows/index.ts';
import type { JobConsumer } from '../jobs/index.ts';
import { disagreement, watchAgreement } from './agreement.ts';
import type { App } from './app.ts';

/**
 * Takes jobs while this process's options are those with which the installation sends. When others are adopted it finishes
 * what is in flight, says why it stopped on the runs that it leaves, and waits until it agrees again.
 */
export async function consumeWhileAgreed(
  app: App,
  start: () => Promise<JobConsumer>,
): Promise<{ close(): Promise<void> }> {
  let consumer: JobConsumer | undefined;
  const changed = async (differs: Reason | undefined) => {
    if (differs === undefined) {
      app.log.warn({}, 'the options agree: this worker sends');
      consumer ??= await start();
      return;
    }
    // A database that takes nothing is no reason to go on sending.
    await noteHindrance({ db: app.db, runs: runControl }, { kind: 'options', reason: differs }).catch(
      () => {},
    );
    if (!consumer) return;
    app.log.error({}, sayReason(differs, 'terminal'));
    const ending = consumer;
    consumer = undefined;
    await ending.close();
  };
  const who = `The worker ${hostname()} (process ${process.pid})`;
  const before = await disagreement(app, who);
  if (before === undefined) consumer = await start();
  else app.log.error({}, sayReason(before, 'terminal'));
  const watch = watchAgreement(app, { who, before, changed });
  return {
    async close() {
      watch.stop();
      await consumer?.close();
    },
  };
}
