import type { Site } from '../../templates/web/site.ts';
import type { Archive } from '../publishing/index.ts';
import type { Assets } from './assets.ts';
import type { WebConfig } from './deps.ts';

/** Until the first edition is published. */
const NAMELESS = 'Quarterly';

/** The site under the name and mailbox of its latest edition, as far as the archive is known. */
export function liveSite(config: WebConfig, assets: Assets, archive: Pick<Archive, 'known'>): Site {
  const latest = () => archive.known()?.editions[0];
  return {
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    lang: 'en-GB',
    asset: assets.url,
    get name() {
      return latest()?.title ?? NAMELESS;
    },
    get contact() {
      return latest()?.mailbox;
    },
  };
}
