import type { Site } from '../../templates/web/site.ts';
import {
  type AdmittedImage,
  type ImageDoor,
  imageFacts,
  openImageDoor,
  storeImage,
  typedPictures,
} from '../articles/index.ts';
import { type ContentHash, type Database, isFault, paths } from '../core/index.ts';

type Taken = { hash: ContentHash; sentence?: undefined } | { sentence: string; hash?: undefined };

/** Takes a picture through the one door: what comes out was made anew in a child process. A sentence: why it cannot. */
export const takePicture = (db: Database, bytes: Buffer): Promise<Taken> =>
  throughDoor(db, (door) => door.admit(bytes));

/** The same for a file that is still arriving; of one that is too large not more is taken than tells so. */
export const storedPicture = (db: Database, chunks: AsyncIterable<Uint8Array>): Promise<Taken> =>
  throughDoor(db, (door) => door.admitArriving(chunks));

async function throughDoor(db: Database, admit: (door: ImageDoor) => Promise<AdmittedImage>): Promise<Taken> {
  const door = openImageDoor(db);
  try {
    return { hash: await storeImage(db, await admit(door)) };
  } catch (error) {
    if (isFault(error) && error.code === 'invalid') return { sentence: error.message };
    throw error;
  } finally {
    door.close();
  }
}

const EXTENSIONS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** Where each picture of a form can be seen, by its place. */
export const storedPictureAddresses = (
  db: Database,
  site: Site,
  fields: Readonly<Partial<Record<string, string>>>,
): Promise<(string | undefined)[]> =>
  Promise.all(typedPictures(fields).map(({ hash }) => storedPictureAddress(db, site, hash)));

/** Where a picture that is inside can be seen; `undefined` when it is not. */
export async function storedPictureAddress(
  db: Database,
  site: Site,
  hash: string,
): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const facts = (await imageFacts(db, [hash as ContentHash])).get(hash as ContentHash);
  return facts && site.at(paths.image({ file: `${hash}.${EXTENSIONS[facts.media_type]}` }));
}
