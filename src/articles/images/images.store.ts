import type { Selectable } from 'kysely';
import type { ContentHash, Db, ImageTable } from '../../core/index.ts';
import { CLEANING } from './limits.ts';

export type ImageRow = Selectable<ImageTable>;

/** What was stored as it came, by a process of an earlier version, gives way to what was made anew from it. */
export async function insertImage(db: Db, image: ImageRow): Promise<void> {
  await db
    .insertInto('images')
    .values(image)
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet(image).where('images.cleaning', '<', image.cleaning),
    )
    .execute();
}

export const selectImage = (db: Db, hash: ContentHash): Promise<ImageRow | undefined> =>
  db.selectFrom('images').selectAll().where('hash', '=', hash).executeTakeFirst();

export const selectCleanImage = (db: Db, hash: ContentHash): Promise<ImageRow | undefined> =>
  db
    .selectFrom('images')
    .selectAll()
    .where('hash', '=', hash)
    .where('cleaning', '>=', CLEANING)
    .executeTakeFirst();

/** What pages and snapshots say of images; the bytes stay in the database. */
export async function selectImageFacts(db: Db, hashes: readonly ContentHash[]) {
  if (hashes.length === 0) return [];
  return db
    .selectFrom('images')
    .select(['hash', 'media_type', 'width', 'height', 'animated'])
    .select(({ fn }) => fn<number>('octet_length', ['bytes']).as('octets'))
    .where('hash', 'in', hashes)
    .execute();
}

/**
 * A picture that is stored as it came, locked until the transaction ends, and none that another process has taken. `NO
 * KEY`: whoever stores a variant of it need not wait.
 */
export const takeUncleaned = (db: Db): Promise<ImageRow | undefined> =>
  db
    .selectFrom('images')
    .selectAll()
    .where('cleaning', '=', 0)
    .limit(1)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();

/** This one, after any other process that is at it; `undefined` when it is clean by then. */
export const lockUncleaned = (db: Db, hash: ContentHash): Promise<ImageRow | undefined> =>
  db
    .selectFrom('images')
    .selectAll()
    .where('hash', '=', hash)
    .where('cleaning', '=', 0)
    .forNoKeyUpdate()
    .executeTakeFirst();

/** Puts what was made anew in the place of what came. */
export async function replaceImage(db: Db, { hash, ...anew }: ImageRow): Promise<void> {
  await db.updateTable('images').set(anew).where('hash', '=', hash).execute();
}

/** Tried, and not to be tried again by this cleaning. */
export async function markUnreadable(db: Db, hash: ContentHash): Promise<void> {
  await db.updateTable('images').set({ cleaning: -CLEANING }).where('hash', '=', hash).execute();
}

export async function forgetUnreadable(db: Db): Promise<void> {
  await db.updateTable('images').set({ cleaning: 0 }).where('cleaning', '<', 0).execute();
}
