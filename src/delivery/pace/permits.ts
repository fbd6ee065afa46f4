/** Permits that were taken in one holding; what comes back from an earlier one is worth nothing any more. */
export type Holding = number;
/** When a permit may be used, on the monotonic clock in ms, and to which holding it belongs. */
export type TakenPermit = { from: number; holding: Holding };

/**
 * The permits that this process holds. With each, one mail goes; it may be used again when its period is over, counted from
 * the last moment at which Amazon SES can have counted that mail. However late a busy machine is, no sliding period thus
 * holds more mails than there are permits. Times on the monotonic clock, ms.
 */
export function createPermits() {
  /** From when each that is in hand may be used, in ascending order. */
  let inHand: number[] = [];
  let out = 0;
  let target = 0;
  let holding: Holding = 0;

  function put(at: number): void {
    let place = inHand.length;
    while (place > 0 && (inHand[place - 1] as number) > at) place -= 1;
    inHand.splice(place, 0, at);
  }

  /** What is above the target goes as it comes free, and is not used once more. */
  function shed(now: number): void {
    while (inHand.length + out > target && inHand[0] !== undefined && inHand[0] <= now) inHand.shift();
  }

  return {
    held(now: number): number {
      shed(now);
      return inHand.length + out;
    },
    out: () => out,
    /** `granted` more from `from` on, one after another with `gap` between; those above `to` are shed. */
    renew({ granted, from, gap, to }: { granted: number; from: number; gap: number; to: number }): void {
      target = to;
      for (let n = 0; n < granted; n += 1) put(from + n * gap);
    },
    /** None may be used before `until`. */
    rest(until: number): void {
      inHand = inHand.map((at) => Math.max(at, until));
    },
    /** Up to `most` that may be used by `by`. */
    take(most: number, { now, by }: { now: number; by: number }): TakenPermit[] {
      shed(now);
      if (inHand.length + out > target) return [];
      let count = 0;
      while (count < most && (inHand[count] ?? Number.POSITIVE_INFINITY) <= by) count += 1;
      out += count;
      return inHand.splice(0, count).map((from) => ({ from, holding }));
    },
    /** When the next may be used. */
    next: () => inHand[0] ?? Number.POSITIVE_INFINITY,
    /** When all that are in hand may be used. */
    last: () => inHand.at(-1) ?? 0,
    /** One comes back and may be used again from `at`. */
    back({ holding: from }: TakenPermit, at: number): void {
      if (from !== holding) return;
      out -= 1;
      put(at);
    },
    /** They belong to nobody here any more. */
    lose(): void {
      holding += 1;
      inHand = [];
      out = 0;
      target = 0;
    },
    isOf: (taken: TakenPermit) => taken.holding === holding,
  };
}
export type Permits = ReturnType<typeof createPermits>;
