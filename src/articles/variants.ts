import {
  type ContentHash,
  type Db,
  type VariantFormat,
  variantFormats,
  variantWidths,
} from '../core/index.ts';
import { selectImage } from './images.store.ts';
import { insertVariant, selectImageSize, selectVariant } from './variants.store.ts';

type Wanted = { hash: ContentHash; width: number; format: VariantFormat };

/** They look alike, at about half and two thirds of a JPEG's octets. The default effort for AVIF takes up to 12 times as long for 2 to 15 %. */
const AVIF = { quality: 55, effort: 2 };
const WEBP = { quality: 78 };

/**
 * Images in smaller widths and modern formats. Each is made once for all processes, when it is first asked for, and
 * kept in the database; only the widths of `variantWidths` can be asked for. One is made at a time in each process, as
 * encoding takes a core for up to a second.
 */
export function imageVariants(db: Db) {
  const making = new Map<string, Promise<Buffer | undefined>>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = (make: () => Promise<Buffer | undefined>) => {
    const made = last.then(make);
    last = made.catch(() => {});
    return made;
  };

  /** `undefined`: there is no such image, or it is not offered in this width. */
  return async (hash: string, width: number, format: VariantFormat): Promise<Buffer | undefined> => {
    const wanted: Wanted = { hash: hash as ContentHash, width, format };
    const kept = await selectVariant(db, { hash: wanted.hash, width, media_type: format });
    if (kept) return kept;
    const key = `${hash} ${width} ${format}`;
    const underWay = making.get(key) ?? inTurn(() => make(db, wanted)).finally(() => making.delete(key));
    making.set(key, underWay);
    return underWay;
  };
}

async function make(db: Db, { hash, width, format }: Wanted): Promise<Buffer | undefined> {
  const size = await selectImageSize(db, hash);
  if (
    !size ||
    !variantFormats.includes(format) ||
    !variantWidths({ mediaType: size.media_type, width: size.width }).includes(width)
  )
    return undefined;
  const image = await selectImage(db, hash);
  if (!image) return undefined;
  // libvips is about 20 MB of memory: only web processes that make an image load it.
  const { default: sharp } = await import('sharp');
  const smaller = sharp(image.bytes).autoOrient().resize({ width, withoutEnlargement: true });
  const bytes = await (format === 'image/avif' ? smaller.avif(AVIF) : smaller.webp(WEBP)).toBuffer();
  await insertVariant(db, { hash, width, media_type: format, bytes });
  return selectVariant(db, { hash, width, media_type: format });
}
