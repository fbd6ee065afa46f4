const HOUR_MS = 3_600_000;

/** Whole hours within which something comes; `undefined` when it comes at once. */
export const hoursUntil = (due: Date, now: Date): number | undefined =>
  due > now ? Math.ceil((due.getTime() - now.getTime()) / HOUR_MS) : undefined;
