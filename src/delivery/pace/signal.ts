/** Something that others wait for, each for a time of their own. */
export type Signal = { fire(): void; wait(ms: number): Promise<void> };

export function createSignal(): Signal {
  const waiting = new Set<() => void>();
  return {
    fire: () => {
      for (const wake of waiting) wake();
    },
    /** Until the next `fire`, at most `ms`. */
    wait: (ms) =>
      new Promise((done) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          done();
        };
        const timer = setTimeout(wake, Math.max(1, Math.ceil(ms)));
        waiting.add(wake);
      }),
  };
}
