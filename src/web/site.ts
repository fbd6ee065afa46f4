import type { FixedSite, Site } from '../../templates/web/site.ts';
import type { Catalogue } from '../publishing/index.ts';
import { localeFor } from '../words/index.ts';
import { WRITTEN } from '../words/written.ts';
import type { Assets } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { sitePath } from './path.ts';

/** Where this installation's pages are, and in which language they speak. */
export function placeOf(
  { config, language = WRITTEN[config.languages[0]] }: Pick<WebDeps, 'config' | 'language'>,
  assets: Assets,
): FixedSite {
  const locale = localeFor(language);
  const base = sitePath(config.publicUrl);
  return {
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    locale,
    lang: locale.language,
    asset: (name) => `${base}${assets.url(name)}`,
    at: (path) => `${base}${path}`,
  };
}

/** The site as a catalogue has it; before anything was published, or was read, under `BULLETIN_NAME`. */
export type SiteOf = (catalogue: Pick<Catalogue, 'editions'> | undefined) => Site;

/** The site under the name and mailbox of its latest published edition. */
export const siteNamer =
  (place: FixedSite, bulletinName: string): SiteOf =>
  (catalogue) => {
    const latest = catalogue?.editions[0];
    return { ...place, name: latest?.title ?? bulletinName, contact: latest?.mailbox };
  };
