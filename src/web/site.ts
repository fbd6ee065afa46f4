import type { FixedSite, Site } from '../../templates/web/site.ts';
import { inLanguage } from '../core/index.ts';
import { type Catalogue, titleIn } from '../publishing/index.ts';
import { localeFor } from '../words/index.ts';
import { type LanguageName, WRITTEN } from '../words/written.ts';
import type { Assets } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { sitePath } from './path.ts';

type Placed = Pick<WebDeps, 'config' | 'language'>;

/** Where this installation's pages are, and how they speak: in the publication's own language, or another of its languages. */
export function placeOf(
  { config: { publicUrl, timeZone, languages }, language: tag }: Placed,
  assets: Assets,
  speaks: LanguageName = languages[0],
): FixedSite {
  const locale = localeFor(speaks === languages[0] && tag !== undefined ? tag : WRITTEN[speaks]);
  const base = sitePath(publicUrl);
  return {
    publicUrl,
    timeZone,
    locale,
    lang: locale.language,
    speaks,
    ...(speaks === languages[0] ? {} : { named: WRITTEN[languages[0]] }),
    asset: (name) => `${base}${assets.url(name)}`,
    at: (path) => `${base}${inLanguage(path, speaks, languages)}`,
  };
}

/** The site as a catalogue has it; before anything was published, or was read, under `BULLETIN_NAME`. */
export type SiteOf = (
  catalogue: Pick<Catalogue, 'editions' | 'translations'> | undefined,
  language?: LanguageName,
) => Site;

/** The site under the name and mailbox of its latest published edition. */
export function siteNamer(
  deps: Placed & { config: Pick<WebDeps['config'], 'bulletinName'> },
  assets: Assets,
): SiteOf {
  const { languages, bulletinName } = deps.config;
  const places = new Map(languages.map((name) => [name, placeOf(deps, assets, name)]));
  const own = placeOf(deps, assets);
  return (catalogue, language) => {
    const latest = catalogue?.editions[0];
    const place = (language && places.get(language)) ?? own;
    const said =
      catalogue && place.speaks !== languages[0] ? titleIn(catalogue, place.speaks ?? '') : undefined;
    return {
      ...place,
      name: said ?? latest?.title ?? bulletinName,
      ...(said === undefined ? {} : { named: place.lang }),
      contact: latest?.mailbox,
    };
  };
}
