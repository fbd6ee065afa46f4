/** What two calls may differ by on their way although neither was delayed, ms. */
const LEAST_MARGIN_MS = 8;
/** An answer is noted a moment after it was given. */
const NOTED_MS = 2;
/** Of the quickest call: on a machine that was busy from the start even that one was delayed. */
const MARGIN = 0.2;

/**
 * When Amazon SES can have counted a mail at the latest. It had the call at some time between its beginning and its answer; the
 * least that a call ever took is the way there and back, which all calls have in common, so that only what one took beyond
 * that moves it against the others.
 */
export function createCallTimes() {
  let quickest = Number.POSITIVE_INFINITY;
  return {
    /** `answered` = false: its time says nothing of the way. Returns the time to count from, on the same clock, ms. */
    countedAt({ begun, ended, answered }: { begun: number; ended: number; answered: boolean }): number {
      const took = ended - begun;
      if (answered) quickest = Math.min(quickest, took);
      if (!Number.isFinite(quickest)) return ended + NOTED_MS;
      const margin = Math.max(LEAST_MARGIN_MS, quickest * MARGIN);
      return Math.min(ended + NOTED_MS, begun + Math.max(0, took - quickest) + margin);
    },
  };
}
