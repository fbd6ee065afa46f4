import { randomUUID } from 'node:crypto';
import { requireAgreement, sayDeadLinks } from '../src/compose/agreement.ts';
import { keepAlarms, sayAlive } from '../src/compose/alarms.ts';
import { openApp } from '../src/compose/app.ts';
import { renderDraft } from '../src/compose/approval.ts';
import { tellOfDates } from '../src/compose/calendar-mails.ts';
import { consumeWhileAgreed } from '../src/compose/consuming.ts';
import { warnBeforeDates } from '../src/compose/date-near.ts';
import { composeFlows, recurringFlows } from '../src/compose/flows.ts';
import { keepJournal, openJournal } from '../src/compose/journal.ts';
import { linkChecking } from '../src/compose/link-checking.ts';
import { processMetrics } from '../src/compose/metrics.ts';
import { performers } from '../src/compose/performers.ts';
import { feedPolling } from '../src/compose/polling.ts';
import { recurrenceOf } from '../src/compose/recurrence.ts';
import { composeSending, type SendingDeps } from '../src/compose/sending.ts';
import { loadConfig } from '../src/config.ts';
import { type EditionNumber, sentenceOf } from '../src/core/index.ts';
import { serveMetrics } from '../src/processes/metrics-port.ts';
import { endInTime } from '../src/processes/stopping.ts';
import { CHILD } from '../src/processes/worker.ts';
import { makeArticleShell } from '../src/rendering/index.ts';
import { startHeartbeat, startPresence } from '../src/settings/index.ts';
import { runReaderImport } from '../subscribers/index.ts';
import { keepCleaning } from './images.ts';
import { processors } from './processors.ts';
import { watchQueue } from './queue-watch.ts';
import { keepRinging, registerRecurrences } from './recurrences.ts';

/** The SDK is pinned in package.json; at each start it would warn that later versions need Node 22. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const CONCURRENCY = { flow: 2, edition: 1, transactional: 4 };

/** A worker: takes jobs until it is told to stop, then finishes what is in flight and leaves within 20 s. */
async function work(): Promise<void> {
  const stop = stopped();
  const app = await openApp(loadConfig(process.env), { role: 'worker' });
  if (!process.argv.includes(CHILD)) {
    await sayDeadLinks(app);
    await requireAgreement(app);
  }
  const journal = openJournal(app, { joins: true });
  await journal.check();
  const feeds = feedPolling(app);
  const flows = composeFlows(app, feeds);
  let sending: SendingDeps | undefined;
  const metrics = processMetrics(app, 'worker');
  const consumer = await consumeWhileAgreed(app, async () => {
    sending ??= await composeSending(app, journal);
    const deps = {
      consequences: { db: app.db, clock: app.clock, log: app.log, performers: performers(app) },
      flow: { ...app, flows },
      recurrence: recurrenceOf(app),
      recurring: recurringFlows(app, feeds),
      swept: () => sayAlive(app),
      warnBeforeDates: async () => {
        await warnBeforeDates(app);
        await tellOfDates(app);
      },
      makeShell: (language: string) => makeArticleShell(app, language, app.rendering),
      renderDraft: (edition: EditionNumber) => renderDraft(app, edition),
      importReaders: (id: number, signal: AbortSignal) => runReaderImport(app, id, signal),
      checkLinks: linkChecking(app),
      ...sending,
    };
    return app.queue.consume(processors(deps), {
      concurrency: CONCURRENCY,
      ended: metrics.jobEnded,
    });
  });
  const heartbeat = await startHeartbeat(app.db, randomUUID(), {
    sends: app.config.sending !== 'off',
  });
  const presence = await startPresence(app.db, { role: 'worker', sending: app.config.sending });
  await registerRecurrences(app);
  const ringing = keepRinging(app);
  const cleaning = keepCleaning(app);
  const keeping = keepJournal(app, journal);
  const queueWatch = watchQueue(app, () => registerRecurrences(app));
  const alarms = keepAlarms(app);
  const numbers = await serveMetrics(app, metrics);
  app.log.info({}, 'worker started');
  await stop;
  ringing.stop();
  queueWatch.stop();
  await alarms.stop();
  numbers.close();
  await Promise.all([cleaning.stop(), consumer.close()]);
  await heartbeat.stop();
  await presence.stop();
  await keeping.stop();
  await (sending ?? journal).close();
  await app.close();
}

/** SIGTERM, SIGINT, or the end of the parent that forked us. */
function stopped(): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      endInTime();
      done();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
    process.once('disconnect', end);
    // Later ones are no reason to die of them in the middle.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});
  });
}

try {
  await work();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}
