/** Wall-clock time, as an argument: tests move it, nothing else reads `Date` for a decision. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until `advance(ms)` or `set(date)`. */
export function movableClock(start: Date): Clock & { advance(ms: number): void; set(to: Date): void } {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance: (ms) => {
      current += ms;
    },
    set: (to) => {
      current = to.getTime();
    },
  };
}

export const DAY_MS = 24 * 60 * 60 * 1000;
