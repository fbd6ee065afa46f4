import type { ErrorHandler } from 'hono';
import { errorHandler } from '../faults.tsx';
import { siteFor } from '../speaking.ts';
import type { ContributorPages } from './deps.ts';

/** A refusal under the name that the site has now, in the language of the page. */
export const storyRefusals =
  (pages: Pick<ContributorPages, 'site' | 'log' | 'config'>): ErrorHandler =>
  async (error, c) => {
    const now = await siteFor(pages, c);
    return errorHandler(() => now, pages.log)(error, c);
  };
