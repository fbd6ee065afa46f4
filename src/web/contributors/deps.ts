import type { Site } from '../../../templates/web/site.ts';
import type { Contribution } from '../../contributors/index.ts';
import type { Archive } from '../../publishing/index.ts';
import type { LanguageName } from '../../words/written.ts';
import type { WebDeps } from '../deps.ts';

/** What contributors' pages need. */
export type ContributorPages = Pick<
  WebDeps,
  'db' | 'clock' | 'log' | 'queue' | 'keys' | 'limitKey' | 'theme' | 'calendar'
> & {
  config: Pick<WebDeps['config'], 'publicUrl' | 'trustProxy' | 'timeZone' | 'languages'>;
  archive: Archive;
  /** The site under the name that it has now. */
  site(language?: LanguageName): Promise<Site>;
};

/** `site` is read once for each request. */
export type ContributorEnv = { Variables: { site: Site } };

/** Behind a link: the story that it names. */
export type StoryEnv = { Variables: { site: Site; story: Contribution } };
