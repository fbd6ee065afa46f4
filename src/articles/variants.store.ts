import type { ContentHash, Db, ImageTable, ImageVariantTable } from '../core/index.ts';

type Key = Pick<ImageVariantTable, 'hash' | 'width' | 'media_type'>;

export const selectImageSize = (
  db: Db,
  hash: ContentHash,
): Promise<Pick<ImageTable, 'media_type' | 'width'> | undefined> =>
  db.selectFrom('images').select(['media_type', 'width']).where('hash', '=', hash).executeTakeFirst();

export async function selectVariant(db: Db, { hash, width, media_type }: Key): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('image_variants')
    .select('bytes')
    .where('hash', '=', hash)
    .where('width', '=', width)
    .where('media_type', '=', media_type)
    .executeTakeFirst();
  return row?.bytes;
}

/** Two processes may make the same one at the same time: the first stays, so that all give the same bytes. */
export async function insertVariant(db: Db, variant: ImageVariantTable): Promise<void> {
  await db
    .insertInto('image_variants')
    .values(variant)
    .onConflict((conflict) => conflict.columns(['hash', 'width', 'media_type']).doNothing())
    .execute();
}
