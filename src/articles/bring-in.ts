import { type Actor, type ArticleId, fault } from '../core/index.ts';
import { requireSection } from '../sections/index.ts';
import { acceptArticle } from './accept.ts';
import type { JudgeDeps } from './judge.ts';
import { contentNow, showArticle } from './list.ts';
import { listVersions } from './versions.ts';
import { saveArticle } from './write.ts';

type How = { section: string; by: Actor; how: 'desk' | 'command' };

/**
 * Takes what a partner's feed has brought into a section of ours, which becomes a version of it, and accepts it. Done twice, it is done once.
 * @throws Fault `not-found` for the article or the section; `conflict` when it has been turned down otherwise, or somebody else has just
 * written in it
 */
export async function bringInArticle(
  deps: JudgeDeps,
  id: ArticleId,
  { section, by, how }: How,
): Promise<void> {
  const [article, wanted] = [await showArticle(deps.db, id), await requireSection(deps.db, section)];
  if (article.section_id !== wanted.id) {
    const versions = await listVersions(deps.db, id);
    const content = { ...contentNow(article), sectionId: wanted.id };
    const { outcome } = await saveArticle(deps, id, {
      content,
      base: Math.max(0, ...versions.map(({ number }) => number)),
      writer: { by, how },
    });
    if (outcome === 'conflict')
      throw fault('conflict', `Somebody has just written in article ${id}: look at it and try again.`);
  }
  await acceptArticle(deps, id, by);
}
