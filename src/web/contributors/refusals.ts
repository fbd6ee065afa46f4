import type { ErrorHandler } from 'hono';
import { errorHandler } from '../faults.tsx';
import type { ContributorPages } from './deps.ts';

/** A refusal under the name that the site has now. */
export const storyRefusals =
  ({ site, log }: Pick<ContributorPages, 'site' | 'log'>): ErrorHandler =>
  async (error, c) => {
    const now = await site();
    return errorHandler(() => now, log)(error, c);
  };
