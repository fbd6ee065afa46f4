import { type Reason, reason } from '../../core/index.ts';

/** What the events of an account's other mails say about the call of one of which nobody knows what became. Times in ms. */
export type Evidence = {
  /** Since the call was marked; null = it is not known when that was. */
  age: number | null;
  /** Mails that SES accepted, called near it in time: before and after. */
  before: number;
  after: number;
  /** Those of them whose Send event has come, and of these the ones of the same worker. */
  withSend: number;
  sameWorker: number;
  /** From the call to the nearest of those with a Send event, on either side; null = there is none. */
  nearestBefore: number | null;
  nearestAfter: number | null;
  /** The longest that one of their Send events took; null = none has come. */
  longest: number | null;
  /** Events wait to be applied, of which one may be about it. */
  backlog: boolean;
  /** An event without our tags was about its mailbox. */
  disputed: boolean;
};

/** SES did not take it; or nothing can be concluded, for a reason. */
export type Weighed = { windowMs: number } & ({ taken: 'no' } | { taken: 'unknown'; why: Reason });

const LEAST_WINDOW_MS = 15 * 60_000;
/** The latest of some hundred is no upper bound: the wait is twice as long. */
const MARGIN = 2;
const LEAST_NEIGHBOURS = 200;
const LEAST_WITH_SEND = 0.999;
/** On each side, and of the worker that made the call: another may publish its events elsewhere, or not at all. */
const LEAST_A_SIDE = 20;
/** SNS tries three more times, 20 s apart, and then drops an event: between mails that are further apart it may have been deaf. */
const NEAR_MS = 60_000;

/**
 * Pure: whether SES did not take a mail, because the events of calls made before and after it have come and its own has
 * not, within a window measured from these events. Anything less holds. An unknown mail whose own event has come is not
 * unknown any more, so that there is nothing to weigh.
 */
export function weigh(evidence: Evidence): Weighed {
  const windowMs = Math.max(LEAST_WINDOW_MS, MARGIN * (evidence.longest ?? 0));
  const why = missing(evidence, windowMs);
  return why === undefined ? { taken: 'no', windowMs } : { taken: 'unknown', why, windowMs };
}

function missing(evidence: Evidence, windowMs: number): Reason | undefined {
  const { age, before, after, withSend, sameWorker } = evidence;
  if (age === null) return reason('call-time-unknown');
  if (evidence.disputed) return reason('mailbox-disputed');
  if (age < windowMs) return reason('event-awaited', { minutes: Math.ceil(windowMs / 60_000) });
  if (before + after < LEAST_NEIGHBOURS) return reason('few-neighbours', { least: LEAST_NEIGHBOURS });
  if (before < LEAST_A_SIDE || after < LEAST_A_SIDE)
    return reason('few-aside', { least: LEAST_A_SIDE, side: before < LEAST_A_SIDE ? 'before' : 'after' });
  if (withSend < LEAST_WITH_SEND * (before + after)) return reason('send-events-missing');
  if (sameWorker < LEAST_A_SIDE) return reason('few-of-worker');
  if (!isNear(evidence.nearestBefore) || !isNear(evidence.nearestAfter)) return reason('none-near');
  if (evidence.backlog) return reason('events-wait');
  return undefined;
}

const isNear = (ms: number | null) => ms !== null && ms <= NEAR_MS;

/** When to look again, ms from now: at the window's end, and then less and less often. */
export const nextLook = ({ age }: Evidence, windowMs: number): number =>
  age !== null && age < windowMs
    ? windowMs - age
    : Math.min(3_600_000, Math.max(60_000, (age ?? 3_600_000) / 8));
