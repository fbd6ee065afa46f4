import type { QuotaLimits } from './options.ts';

/** What the quota says to a call: go on, or which of the two `Throttling` messages to answer. */
export type Verdict = 'ok' | 'rate' | 'daily';

/** Recipients in the half-open window (now − length, now]; times never go backwards. */
function slidingWindow(length: () => number, grain: () => number = () => 0) {
  let times: number[] = [];
  let weights: number[] = [];
  let head = 0;
  let sum = 0;

  function forget(now: number) {
    while (head < times.length && (times[head] as number) <= now - length()) sum -= weights[head++] as number;
    if (head > 4_096 && head * 2 > times.length) {
      times = times.slice(head);
      weights = weights.slice(head);
      head = 0;
    }
  }

  return {
    count(now: number) {
      forget(now);
      return sum;
    },
    add(now: number, weight: number) {
      forget(now);
      sum += weight;
      const last = times.length - 1;
      if (last >= head && now - (times[last] as number) < grain())
        weights[last] = (weights[last] as number) + weight;
      else {
        times.push(now);
        weights.push(weight);
      }
      return sum;
    },
    clear() {
      times = [];
      weights = [];
      head = 0;
      sum = 0;
    },
  };
}

/**
 * The two limits of an SES account: recipients in any sliding second, and in any rolling 24 hours.
 * Times are monotonic milliseconds. Source: "Managing your Amazon SES sending limits".
 */
export function createQuota(first: QuotaLimits) {
  let limits = first;
  let peak = 0;
  let peakAttempts = 0;
  let sentBefore = 0;
  const accepted = slidingWindow(() => 1_000);
  const attempts = slidingWindow(() => 1_000);
  // A bucket is a 20,000th of the day (4.3 s), so that a million mails are not a million entries.
  const day = slidingWindow(
    () => limits.dayMs,
    () => limits.dayMs / 20_000,
  );

  const over = (count: number, limit: number) => limits.enforce && limit >= 0 && count > limit;

  return {
    /** Counts the call if it is allowed; a refused call takes nothing from the quota. */
    take(now: number, recipients: number): Verdict {
      peakAttempts = Math.max(peakAttempts, attempts.add(now, recipients));
      if (over(sentBefore + day.count(now) + recipients, limits.max24HourSend)) return 'daily';
      if (over(accepted.count(now) + recipients, limits.maxSendRate)) return 'rate';
      day.add(now, recipients);
      peak = Math.max(peak, accepted.add(now, recipients));
      return 'ok';
    },
    /** `sentBefore` stands for mail sent by others on the account, and never ages. */
    set(changed: Partial<QuotaLimits> & { sentBefore?: number | undefined }) {
      const { sentBefore: before, ...rest } = changed;
      limits = { ...limits, ...rest };
      sentBefore = before ?? sentBefore;
    },
    reset() {
      peak = 0;
      peakAttempts = 0;
      sentBefore = 0;
      for (const window of [accepted, attempts, day]) window.clear();
    },
    limits: () => limits,
    sentLast24Hours: (now: number) => sentBefore + day.count(now),
    peaks: () => ({ peakPerSecond: peak, peakAttemptsPerSecond: peakAttempts }),
  };
}
export type Quota = ReturnType<typeof createQuota>;
