import { type Database, isVariantWidth, type VariantFormat, variantWidths } from '../../core/index.ts';
import type { ImageRow } from './images.store.ts';
import { insertVariant, selectVariant } from './variants.store.ts';

/** They look alike, at about half and two thirds of a JPEG's octets. The default effort for AVIF takes up to 12 times as long for 2 to 15 %. */
const AVIF = { quality: 55, effort: 2 };
const WEBP = { quality: 78 };

export type Wanted = { width: number; format: VariantFormat };

/**
 * A smaller copy of an image in a modern format, made when it is first asked for and then kept in the database.
 * @returns `unknown` for a width in which no image is offered; `whole` where the image itself takes its place: it is
 * animated, it is too small, or the copy cannot be made
 */
export async function makeVariant(
  db: Database,
  image: ImageRow,
  { width, format }: Wanted,
): Promise<Buffer | 'unknown' | 'whole'> {
  const { hash, bytes, media_type: mediaType, animated } = image;
  if (!variantWidths({ mediaType, animated, width: image.width }).includes(width)) {
    return isVariantWidth(width) ? 'whole' : 'unknown';
  }
  try {
    const made = await smaller(bytes, { width, format });
    await insertVariant(db, { hash, width, media_type: format, bytes: made });
  } catch {
    return 'whole';
  }
  return (await selectVariant(db, { hash, width, media_type: format })) ?? 'whole';
}

async function smaller(bytes: Buffer, { width, format }: Wanted): Promise<Buffer> {
  // libvips is about 20 MB of memory: only web processes that make an image load it.
  const { default: sharp } = await import('sharp');
  const image = sharp(bytes).resize({ width, withoutEnlargement: true });
  return (format === 'image/avif' ? image.avif(AVIF) : image.webp(WEBP)).toBuffer();
}
