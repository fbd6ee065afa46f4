/** Service managers give 20 s or more: what has not ended by then is left to the next start, which finds it in the database. */
const LONGEST_MS = 18_500;

/** Ends the process in time, whatever still hangs: a store that is away must not make a process immortal. */
export function endInTime(longestMs = LONGEST_MS): void {
  setTimeout(() => process.exit(0), longestMs).unref();
}

/** Resolves at the first SIGINT or SIGTERM, after which the process ends in time, by default 20 s; a second SIGINT ends it at once. */
export function stopSignal(longestMs = LONGEST_MS): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    const stop = (signal: NodeJS.Signals) => {
      process.once('SIGINT', () => process.exit(130));
      endInTime(longestMs);
      done(signal);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}
