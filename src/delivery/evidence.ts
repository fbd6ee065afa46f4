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

export type Weighed = {
  /** SES did not take it; or nothing can be concluded, for this reason. */
  taken: 'no' | 'unknown';
  why: string;
  windowMs: number;
};

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
  return { taken: why === undefined ? 'no' : 'unknown', why: why ?? 'its event has not come', windowMs };
}

function missing(evidence: Evidence, windowMs: number): string | undefined {
  const { age, before, after, withSend, sameWorker } = evidence;
  if (age === null) return 'it is not known when it was called';
  if (evidence.disputed) return 'an event without tags was about its mailbox';
  if (age < windowMs) return `its event is waited for, ${Math.ceil(windowMs / 60_000)} minutes from the call`;
  if (before + after < LEAST_NEIGHBOURS)
    return `fewer than ${LEAST_NEIGHBOURS} mails were accepted near it in time`;
  if (before < LEAST_A_SIDE || after < LEAST_A_SIDE)
    return `fewer than ${LEAST_A_SIDE} mails were accepted ${before < LEAST_A_SIDE ? 'before' : 'after'} it`;
  if (withSend < LEAST_WITH_SEND * (before + after)) return 'Send events of mails near it are missing';
  if (sameWorker < LEAST_A_SIDE) return 'too few Send events are of mails of the worker that called it';
  if (!isNear(evidence.nearestBefore) || !isNear(evidence.nearestAfter))
    return 'no mail with a Send event was called within a minute before and after it';
  if (evidence.backlog) return 'events wait to be applied';
  return undefined;
}

const isNear = (ms: number | null) => ms !== null && ms <= NEAR_MS;

/** When to look again, ms from now: at the window's end, and then less and less often. */
export const nextLook = ({ age }: Evidence, windowMs: number): number =>
  age !== null && age < windowMs
    ? windowMs - age
    : Math.min(3_600_000, Math.max(60_000, (age ?? 3_600_000) / 8));
