import type { Site } from '../../templates/web/site.ts';
import type { Archive } from '../publishing/index.ts';
import type { Assets } from './assets.ts';
import type { WebConfig } from './deps.ts';
import { sitePath } from './path.ts';

/** Until the first edition is published. */
const NAMELESS = 'Quarterly';

/** The site under the name and mailbox of its latest edition, as far as the archive is known. */
export function liveSite(config: WebConfig, assets: Assets, archive: Pick<Archive, 'known'>): Site {
  const latest = () => archive.known()?.editions[0];
  const base = sitePath(config.publicUrl);
  return {
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    lang: 'en-GB',
    asset: (name) => `${base}${assets.url(name)}`,
    at: (path) => `${base}${path}`,
    get name() {
      return latest()?.title ?? NAMELESS;
    },
    get contact() {
      return latest()?.mailbox;
    },
  };
}
