import { localeFor } from '../../src/words/index.ts';
import type { Site } from '../../templates/web/site.ts';

export const publicUrl = 'https://bulletin.example.org';

/** A site for pages that are rendered without a server. */
export const site: Site = {
  name: 'Common Ground',
  publicUrl,
  timeZone: 'Europe/London',
  locale: localeFor('en-GB'),
  lang: 'en-GB',
  at: (path) => path,
  asset: (name) => `/assets/${name}`,
};
