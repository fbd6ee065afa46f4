import type { Site } from '../../templates/web/site.ts';
import type { Archive } from '../publishing/index.ts';
import { localeFor } from '../words/index.ts';
import type { Assets } from './assets.ts';
import type { WebDeps } from './deps.ts';
import { sitePath } from './path.ts';

/** The site under the name and mailbox of its latest published edition; before that under `BULLETIN_NAME`. */
export function liveSite(
  { config, language = 'en-GB' }: Pick<WebDeps, 'config' | 'language'>,
  assets: Assets,
  archive: Pick<Archive, 'known'>,
): Site {
  const latest = () => archive.known()?.editions[0];
  const locale = localeFor(language);
  const base = sitePath(config.publicUrl);
  return {
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    locale,
    lang: locale.language,
    asset: (name) => `${base}${assets.url(name)}`,
    at: (path) => `${base}${path}`,
    get name() {
      return latest()?.title ?? config.bulletinName;
    },
    get contact() {
      return latest()?.mailbox;
    },
  };
}
