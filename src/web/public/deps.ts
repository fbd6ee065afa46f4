import type { Site } from '../../../templates/web/site.ts';
import type { Database } from '../../core/index.ts';
import type { Archive, Catalogue, DocumentCache } from '../../publishing/index.ts';

/** What the public pages work with. */
export type PublicDeps = {
  db: Database;
  archive: Archive;
  documents: DocumentCache;
  /** The site under the name that the latest edition gives it. */
  siteOf(catalogue: Catalogue): Site;
  /** The security headers, for answers that no middleware passes. */
  fields: Record<string, string>;
  hub?: string | undefined;
};
