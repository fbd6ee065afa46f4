import type { Context } from 'hono';
import { languageOfLink } from '../../../subscribers/index.ts';
import type { Site } from '../../../templates/web/site.ts';
import { siteFor } from '../speaking.ts';
import type { ReaderPages } from './deps.ts';

/** The site as it speaks to who asks: a reader's own link in the language that they chose. */
export const speakingTo = (pages: ReaderPages, c: Context): Promise<Site> =>
  siteFor(pages, c, (token) => languageOfLink(pages, token));
