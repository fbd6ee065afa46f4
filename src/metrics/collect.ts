import type { MetricSet } from './registry.ts';
import type { MetricState } from './state.store.ts';
import { METRICS, type MetricName, QUEUES } from './table.ts';

/** What is counted for a look, beside what the tables of this room's SQL say. */
export type MetricLook = MetricState & {
  workers: number;
  unknownMails: number;
  queues: Readonly<Record<string, Readonly<Record<'waiting' | 'active' | 'delayed', number>>>> | undefined;
  clockDifferenceMs: number;
};

/** Puts what a look found into the set; every label value of the table is there, 0 where nothing is so. */
export function putLooked(set: MetricSet, looked: MetricLook): void {
  zero(set, 'quarterly_alarms_firing');
  for (const { cause, count } of looked.alarms) put(set, 'quarterly_alarms_firing', count, { cause });
  zero(set, 'quarterly_runs');
  for (const { flow, state, count } of looked.runs) put(set, 'quarterly_runs', count, { flow, state });
  set.set('quarterly_workers', looked.workers);
  set.set('quarterly_last_sweep_timestamp_seconds', looked.lastSweep ?? 0);
  set.set('quarterly_mails_unknown', looked.unknownMails);
  set.set('quarterly_single_mails_waiting', looked.singleMails);
  set.set('quarterly_events_waiting', looked.events);
  set.set('quarterly_clock_difference_seconds', looked.clockDifferenceMs / 1_000);
  set.set('quarterly_ses_up', looked.ses?.away ? 0 : 1);
  if (looked.ses) set.set('quarterly_ses_sent_last_day', looked.ses.sentToday);
  set.clear('quarterly_ses_quota_per_day');
  if (looked.ses?.perDay) set.set('quarterly_ses_quota_per_day', looked.ses.perDay);
  set.clear('quarterly_queue_jobs');
  for (const queue of looked.queues ? QUEUES : [])
    for (const [state, count] of Object.entries(looked.queues?.[queue] ?? {}))
      set.set('quarterly_queue_jobs', count, { queue, state });
}

/** What the database, which is away, said last is no truth any more. */
export function forgetLook(set: MetricSet): void {
  for (const name of OF_THE_DATABASE) set.clear(name);
}

const OF_THE_DATABASE = [
  'quarterly_queue_jobs',
  'quarterly_workers',
  'quarterly_last_sweep_timestamp_seconds',
  'quarterly_alarms_firing',
  'quarterly_runs',
  'quarterly_mails_unknown',
  'quarterly_single_mails_waiting',
  'quarterly_events_waiting',
  'quarterly_ses_up',
  'quarterly_ses_sent_last_day',
  'quarterly_ses_quota_per_day',
] as const satisfies readonly MetricName[];

type Labelled = 'quarterly_alarms_firing' | 'quarterly_runs';
type Labels = Readonly<Record<string, string>>;

const valuesOf = (name: Labelled): Record<string, readonly string[]> => METRICS[name].labels;

function zero(set: MetricSet, name: Labelled): void {
  for (const labels of combinations(Object.entries(valuesOf(name)))) set.set(name, 0, labels);
}

const combinations = ([first, ...rest]: [string, readonly string[]][]): Labels[] =>
  first === undefined
    ? [{}]
    : first[1].flatMap((value) => combinations(rest).map((more) => ({ [first[0]]: value, ...more })));

/** A value that the table does not know, as of a newer version, makes no series. */
function put(set: MetricSet, name: Labelled, count: number, labels: Labels): void {
  const known = Object.entries(labels).every(([label, value]) => valuesOf(name)[label]?.includes(value));
  if (known) set.set(name, count, labels);
}
