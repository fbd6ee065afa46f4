/** An answer is noted a moment after it was given, and a timer may ring a moment early. */
const NOTED_MS = 2;
/** The quickest of so many calls says something of the way that all have in common; that of the first few does not. */
const CALLS_TO_KNOW = 100;
/** So much of the quickest is taken for the way: on a machine that was busy from the start even that one was delayed. */
const SURE = 0.5;

/**
 * When Amazon SES can have counted a mail at the latest. That is before its answer, whatever the machine does; the way there
 * and back is common to all calls and moves none against another, so a part of the quickest ever is taken off again.
 */
export function createCallTimes() {
  let quickest = Number.POSITIVE_INFINITY;
  let answers = 0;
  return {
    /** `answered` = false: its time says nothing of the way. Returns the time to count from, on the same clock, ms. */
    countedAt({ begun, ended, answered }: { begun: number; ended: number; answered: boolean }): number {
      if (answered) {
        quickest = Math.min(quickest, ended - begun);
        answers += 1;
      }
      const way = answers < CALLS_TO_KNOW ? 0 : quickest * SURE;
      return Math.max(begun, ended + NOTED_MS - way);
    },
  };
}
