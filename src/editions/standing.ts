import { canonicalJson, type Db, type EditionNumber, sha256 } from '../core/index.ts';
import type { FrozenSnapshot, Snapshot } from './snapshot.ts';
import { selectSnapshot } from './store.ts';
import { downIn, selectTakedowns } from './takedowns.store.ts';

/**
 * What stands of an approved edition: its snapshot without the articles that are down, or nothing when it has not been
 * approved. Mails that have not gone yet are made from this. The hash is the frozen one while nothing is down.
 */
export async function loadStanding(db: Db, number: EditionNumber): Promise<FrozenSnapshot | undefined> {
  const frozen = await selectSnapshot(db, number);
  if (!frozen) return undefined;
  return withoutArticles(frozen, downIn(await selectTakedowns(db, number)));
}

/** Articles of an edition that are down, with their frozen headline; `slug` is the one that the snapshot has. */
export async function listTakenDown(db: Db, number: EditionNumber) {
  const frozen = await selectSnapshot(db, number);
  const articles = frozen?.snapshot.sections.flatMap((section) => section.articles) ?? [];
  const down = (await selectTakedowns(db, number)).filter(({ putBackAt }) => putBackAt === null);
  return down.map(({ article, reason, notice, by, at }) => {
    const headline = articles.find(({ slug }) => slug === article)?.headline ?? article;
    return { slug: article, headline, reason, notice, by, at };
  });
}

/** The snapshot without some articles, and without the sections that they leave empty; what it does not hold is no matter. */
export function withoutArticles(frozen: FrozenSnapshot, slugs: readonly string[]): FrozenSnapshot {
  const stands = ({ slug }: { slug: string }) => !slugs.includes(slug);
  if (frozen.snapshot.sections.every(({ articles }) => articles.every(stands))) return frozen;
  const sections = frozen.snapshot.sections
    .map((section) => ({ ...section, articles: section.articles.filter(stands) }))
    .filter(({ articles }) => articles.length > 0);
  const snapshot: Snapshot = { ...frozen.snapshot, sections };
  return { hash: sha256(canonicalJson(snapshot)), snapshot };
}
