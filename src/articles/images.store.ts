import type { ContentHash, Db, ImageTable } from '../core/index.ts';

export async function insertImage(db: Db, image: ImageTable): Promise<void> {
  await db
    .insertInto('images')
    .values(image)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

export const selectImage = (db: Db, hash: ContentHash): Promise<ImageTable | undefined> =>
  db.selectFrom('images').selectAll().where('hash', '=', hash).executeTakeFirst();

/** What a snapshot says of its images; the bytes stay in the database. */
export async function selectImageFacts(db: Db, hashes: readonly ContentHash[]) {
  if (hashes.length === 0) return [];
  return db
    .selectFrom('images')
    .select(['hash', 'media_type', 'width', 'height'])
    .select(({ fn }) => fn<number>('octet_length', ['bytes']).as('octets'))
    .where('hash', 'in', hashes)
    .execute();
}
