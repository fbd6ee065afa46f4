import { packageVersion, sentenceOf, within } from '../core/index.ts';
import { mailsInDoubt } from '../delivery/index.ts';
import { forgetLook, type MetricSet, metricSet, putLooked, readMetricState } from '../metrics/index.ts';
import { liveWorkers } from '../settings/index.ts';
import type { App } from './app.ts';

export type MetricsPage = { body: string; contentType: string };

/** The numbers of one process, and of the installation as it sees it. */
export type ProcessMetrics = {
  requestEnded(method: string, status: number, seconds: number): void;
  jobEnded(queue: string, outcome: 'done' | 'failed'): void;
  /** Looks, and says all. Never throws. */
  page(): Promise<MetricsPage>;
};

/** A scrape waits ten seconds as a rule. */
const PATIENCE_MS = 4_000;
const METHODS = ['GET', 'POST'];

export function processMetrics(app: App, role: 'web' | 'worker'): ProcessMetrics {
  const set = metricSet();
  set.set('quarterly_build_info', 1, { role, version: packageVersion() });
  set.set('quarterly_process_start_time_seconds', Date.now() / 1_000 - process.uptime());
  let counted = 0;
  return {
    requestEnded: (method, status, seconds) =>
      set.observe('quarterly_http_request_duration_seconds', seconds, {
        method: METHODS.includes(method) ? method : 'other',
        status: `${Math.floor(status / 100)}xx`,
      }),
    jobEnded: (queue, outcome) => set.add('quarterly_jobs_total', 1, { queue, outcome }),
    async page() {
      const { user, system } = process.cpuUsage();
      set.add('quarterly_process_cpu_seconds_total', (user + system) / 1e6 - counted);
      counted = (user + system) / 1e6;
      set.set('quarterly_process_resident_memory_bytes', process.memoryUsage.rss());
      await look(app, set);
      return set.text();
    },
  };
}

async function look(app: App, set: MetricSet): Promise<void> {
  try {
    putLooked(set, await within(PATIENCE_MS, looked(app)));
    set.set('quarterly_database_up', 1);
  } catch (error) {
    forgetLook(set);
    set.set('quarterly_database_up', 0);
    app.log.warn({ error: sentenceOf(error) }, 'the numbers could not be looked at');
  }
}

async function looked({ db, clock, queue, clockDifferenceMs }: App) {
  const now = clock.now();
  const [standing, workers, doubt, queues] = await Promise.all([
    readMetricState(db, now),
    liveWorkers(db, now),
    mailsInDoubt(db),
    // A queue that is away is left out: the database still tells.
    within(PATIENCE_MS / 2, queue.counts()).catch(() => undefined),
  ]);
  const unknownMails = doubt.reduce((all, { mails }) => all + mails, 0);
  return { ...standing, workers, unknownMails, queues, clockDifferenceMs: clockDifferenceMs() };
}
