import { ALARM_CAUSES } from './causes.ts';

/** One number for operators. */
export type MetricRow = {
  kind: 'gauge' | 'counter' | 'histogram';
  /** Base units of Prometheus, or what is counted. */
  unit: string;
  help: string;
  /** Every label with all values that it can have: none grows with what is sent, or with who asks. */
  labels?: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram, in its unit. */
  buckets?: readonly number[];
};

export const QUEUES = ['flow', 'edition', 'transactional'] as const;
const FLOWS = ['edition', 'partner-feeds', 'retention', 'backup'] as const;

/** All there are, at most twenty. The registry and docs/operations/metrics.md are made from this table. */
export const METRICS = {
  quarterly_build_info: {
    kind: 'gauge',
    unit: '1',
    help: 'Always 1: this process runs, as which role and which version',
    labels: { role: ['web', 'worker'], version: ['this process’s'] },
  },
  quarterly_process_start_time_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'When this process was started, since 1970',
  },
  quarterly_process_cpu_seconds_total: {
    kind: 'counter',
    unit: 'seconds',
    help: 'Processor time of this process, user and system',
  },
  quarterly_process_resident_memory_bytes: {
    kind: 'gauge',
    unit: 'bytes',
    help: 'Memory of this process that is in use',
  },
  quarterly_http_request_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'From a request to its answer, without what the client takes to read it; of this process, a web',
    labels: { method: ['GET', 'POST', 'other'], status: ['2xx', '3xx', '4xx', '5xx'] },
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5],
  },
  quarterly_jobs_total: {
    kind: 'counter',
    unit: 'jobs',
    help: 'Jobs that this process, a worker, has ended',
    labels: { queue: QUEUES, outcome: ['done', 'failed'] },
  },
  quarterly_database_up: {
    kind: 'gauge',
    unit: '1',
    help: '1 when the database answered this look; where it did not, what follows is left out',
  },
  quarterly_queue_jobs: {
    kind: 'gauge',
    unit: 'jobs',
    help: 'Jobs in the queue',
    labels: { queue: QUEUES, state: ['waiting', 'active', 'delayed'] },
  },
  quarterly_workers: {
    kind: 'gauge',
    unit: 'processes',
    help: 'Workers that showed a sign of life in the last 30 s',
  },
  quarterly_last_sweep_timestamp_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'When a worker last looked for unfinished work, since 1970; 0 = never',
  },
  quarterly_alarms_firing: {
    kind: 'gauge',
    unit: 'alarms',
    help: 'Alarms that fire, acknowledged or not',
    labels: { cause: ALARM_CAUSES },
  },
  quarterly_runs: {
    kind: 'gauge',
    unit: 'runs',
    help: 'Runs that have not ended, and those that failed and nobody has dealt with',
    labels: { flow: FLOWS, state: ['running', 'waiting', 'paused', 'held', 'failed'] },
  },
  quarterly_mails_unknown: {
    kind: 'gauge',
    unit: 'mails',
    help: 'Mails of editions of which nobody can say whether they left',
  },
  quarterly_single_mails_waiting: {
    kind: 'gauge',
    unit: 'mails',
    help: 'Mails to single people that are due and have not left',
  },
  quarterly_events_waiting: {
    kind: 'gauge',
    unit: 'events',
    help: 'Events of Amazon SES that are stored and not applied',
  },
  quarterly_ses_up: { kind: 'gauge', unit: '1', help: '1 unless Amazon SES cannot be reached' },
  quarterly_ses_sent_last_day: {
    kind: 'gauge',
    unit: 'mails',
    help: 'What Amazon SES counted in 24 hours, when it was asked last',
  },
  quarterly_ses_quota_per_day: {
    kind: 'gauge',
    unit: 'mails',
    help: 'What it lets leave in 24 hours; left out where there is no limit',
  },
  quarterly_clock_difference_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'The clock of this machine minus the database’s',
  },
} as const satisfies Record<string, MetricRow>;

export type MetricName = keyof typeof METRICS;
