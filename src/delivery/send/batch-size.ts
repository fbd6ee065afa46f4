/** From the look at a reader to the call no more than this should pass; `call.ts` looks once more where more does. */
const SLOW_MS = 800;
const QUICK_MS = 500;

/**
 * How many mails are marked together. All are called after the same look at their readers, which soon is too old on a machine
 * that has more to do than it can: then fewer at once, and more again when all of them were called quickly.
 */
export function createBatchSize(most: number) {
  let size = most;
  let batch = 0;
  let longest = 0;
  const conclude = () => {
    if (longest > SLOW_MS) size = Math.max(1, Math.floor(size * 0.6));
    else if (longest < QUICK_MS) size = Math.min(most, size + Math.ceil(size / 8));
  };
  return {
    now: () => size,
    /** A call of the batch that looked at its readers at `looked` began, or was given up, `age` ms later. */
    note(looked: number, age: number): void {
      if (looked !== batch) {
        if (batch !== 0) conclude();
        [batch, longest] = [looked, 0];
      }
      longest = Math.max(longest, age);
    },
  };
}
