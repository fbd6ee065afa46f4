import type { FixedSite } from '../../../templates/web/site.ts';
import type { Database } from '../../core/index.ts';
import type { Archive, DocumentCache, FragmentCache } from '../../publishing/index.ts';
import type { WebConfig } from '../deps.ts';
import type { SiteOf } from '../site.ts';
import type { AnswerDocument } from './answer.ts';

/** What the public pages work with. */
export type PublicDeps = {
  db: Database;
  archive: Archive;
  documents: DocumentCache;
  fragments: FragmentCache;
  answer: AnswerDocument;
  config: Pick<WebConfig, 'publicUrl' | 'languages'>;
  place: FixedSite;
  siteOf: SiteOf;
  /** The security headers, for answers that no middleware passes. */
  fields: Record<string, string>;
  hub?: string | undefined;
};
