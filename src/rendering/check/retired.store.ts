import type { Db } from '../../core/index.ts';
import type { RetiredDomain } from './retired-links.ts';

/** By their names. */
export const selectRetiredDomains = (db: Db): Promise<RetiredDomain[]> =>
  db.selectFrom('retired_domains').select(['domain', 'successor']).orderBy('domain').execute();
