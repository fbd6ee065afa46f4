import type { Stamp } from './stamp.ts';

/** How far ahead of the clock somebody is, in the manner of a leaky bucket; see `src/web/limits`. */
export type RateLimitTable = {
  /** Keyed hash of the limit's name and of whom it holds. */
  key: string;
  /** When nothing of what was spent is left to pay off. */
  free_at: Stamp;
};
