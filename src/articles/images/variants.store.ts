import type { Db, ImageVariantTable } from '../../core/index.ts';

type Key = Pick<ImageVariantTable, 'hash' | 'width' | 'media_type'>;

/** Of an animation none: a process of an earlier version may have kept its first frame. */
export async function selectVariant(db: Db, { hash, width, media_type }: Key): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('image_variants as variant')
    .innerJoin('images', 'images.hash', 'variant.hash')
    .select('variant.bytes')
    .where('variant.hash', '=', hash)
    .where('variant.width', '=', width)
    .where('variant.media_type', '=', media_type)
    .where('images.cleaning', '>', 0)
    .where('images.animated', '=', false)
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
