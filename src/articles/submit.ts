import { type ArticleId, type Clock, type Db, slugify } from '../core/index.ts';
import type { ArticleContent } from './content.ts';
import { contentColumns, insertArticle } from './store.ts';

/** Stores a contributor's article for an editor to accept or decline. Its content has been checked at the edge. */
export function submitArticle(
  { db, clock }: { db: Db; clock: Clock },
  content: ArticleContent,
): Promise<ArticleId> {
  const at = clock.now();
  return insertArticle(db, {
    ...contentColumns(content),
    edition_number: null,
    slug: slugify(content.headline, 'article'),
    state: 'submitted',
    source: 'form',
    source_key: null,
    feed_id: null,
    decline_reason: null,
    created_at: at,
    updated_at: at,
  });
}
