import { type Log, sentenceOf } from '../core/index.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/**
 * Repeats `work` while the database is away, for `patienceMs`: what SES has answered must be written down, and a restart
 * of PostgreSQL takes seconds. Only for work that is safe to repeat. Throws the last error when patience ends.
 */
export async function persist<T>(log: Log, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const end = performance.now() + patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (performance.now() + wait > end) throw error;
      log.warn({ error: sentenceOf(error) }, 'the database did not answer; trying again');
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}
