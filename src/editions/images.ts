import { imageFacts } from '../articles/index.ts';
import { asPictures, type Db, picturesOf } from '../core/index.ts';
import type { FrozenSnapshot, Snapshot, SnapshotImage } from './snapshot.ts';

/** Every image of a snapshot. */
export const imagesOf = ({ sections }: Snapshot): SnapshotImage[] =>
  sections.flatMap(({ articles }) => articles.flatMap(picturesOf));

/** The same snapshot with each of its images as `change` has it. */
export const withImages = (
  snapshot: Snapshot,
  change: (image: SnapshotImage) => SnapshotImage,
): Snapshot => ({
  ...snapshot,
  sections: snapshot.sections.map((section) => ({
    ...section,
    articles: section.articles.map(({ image, pictures, ...article }) => ({
      ...article,
      ...asPictures(picturesOf({ image, pictures }).map(change)),
    })),
  })),
});

/**
 * A frozen snapshot for print, with the measures that its images have today: those that were stored as they came have
 * been made anew since, upright and smaller. Its hash is that of what was frozen.
 */
export async function snapshotForPrint(db: Db, { hash, snapshot }: FrozenSnapshot): Promise<FrozenSnapshot> {
  const facts = await imageFacts(
    db,
    imagesOf(snapshot).map((image) => image.hash),
  );
  const now = withImages(snapshot, (image) => {
    const { width, height, octets, animated } = facts.get(image.hash) ?? image;
    return { ...image, width, height, octets, ...(animated ? { animated } : {}) };
  });
  return { hash, snapshot: now };
}
