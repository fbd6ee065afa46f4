import { type ContentHash, type Db, fault, type ImageTable, sha256 } from '../core/index.ts';
import { type ImageFormat, imageFormat } from './image-format.ts';
import { insertImage, selectImage } from './images.store.ts';

/** Mail programs and proxies refuse or clip what is larger; a 1,200 pixel wide photograph needs a tenth of it. */
export const IMAGE_MAX_OCTETS = 2 * 1024 * 1024;
const MAX_SIDE = 8_000;

export type CheckedImage = { hash: ContentHash; format: ImageFormat; bytes: Buffer };

/**
 * Takes PNG, JPEG, GIF and WebP of at most 2 MB and 8,000 pixels a side.
 * @throws Fault `invalid` with the reason.
 */
export function checkImage(bytes: Buffer): CheckedImage {
  if (bytes.length > IMAGE_MAX_OCTETS) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    throw fault('invalid', `The image has ${size} MB: make it smaller, at most 2 MB.`);
  }
  const format = imageFormat(bytes);
  if (!format)
    throw fault('invalid', 'The file is not a PNG, JPEG, GIF or WebP image: export it as one of these.');
  const sides = [format.width, format.height];
  if (sides.some((side) => side < 1 || side > MAX_SIDE)) {
    throw fault(
      'invalid',
      `The image measures ${sides.join(' × ')} pixels: each side must be 1 to ${MAX_SIDE}.`,
    );
  }
  return { hash: sha256(bytes), format, bytes };
}

/** Stores an image under its hash; storing it again changes nothing. */
export async function storeImage(db: Db, { hash, format, bytes }: CheckedImage): Promise<ContentHash> {
  await insertImage(db, {
    hash,
    media_type: format.mediaType,
    width: format.width,
    height: format.height,
    bytes,
  });
  return hash;
}

export const loadImage = (db: Db, hash: string): Promise<ImageTable | undefined> =>
  selectImage(db, hash as ContentHash);
