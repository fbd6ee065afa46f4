import { readFile } from 'node:fs/promises';
import { type ContentHash, type Db, fault, sha256 } from '../../core/index.ts';
import { type CameFile, cameFile } from './came.ts';
import { type Decoder, openDecoder } from './clean.ts';
import { type ImageFormat, imageFormat } from './format.ts';
import { type ImageRow, insertImage, selectCleanImage } from './images.store.ts';
import { AT_THE_DOOR, CLEANING, IMAGE_MAX_OCTETS, IMAGE_MAX_PIXELS } from './limits.ts';

/** A picture that may come in: known by the hash of the bytes that came, and made anew from them. */
export type AdmittedImage = ImageRow & {
  /** What the editor should know of it. */
  note?: string;
};

const DAMAGED =
  'The image is cut off or damaged: copy the whole file again, or open it in a program for pictures and export it.';
const STILLED =
  'its animation cannot be kept within 1 MB, or at all in this kind of file: its first picture stays.';

/** Octets in hand are all head. */
type Came = CameFile | Omit<CameFile, 'file'>;

/**
 * The one door for pictures, whoever brings them: PNG, JPEG, GIF and WebP of at most 20 MB and 50 megapixels. Inside
 * they are turned upright, in sRGB, without metadata, at most 2,400 pixels a side and 1 MB, and of the same kind.
 * @throws Fault `invalid` with the reason; `unavailable` when pictures cannot be decoded here at all
 */
async function admitImage(came: Came, decoder: Decoder): Promise<AdmittedImage> {
  const { mediaType } = await requireFormat(came);
  const from = 'file' in came ? { file: came.file } : { bytes: came.head };
  const image = await decoder.clean({ ...from, mediaType, reading: AT_THE_DOOR });
  if (typeof image === 'string') throw fault('invalid', DAMAGED);
  return {
    hash: came.hash,
    media_type: image.mediaType,
    width: image.width,
    height: image.height,
    bytes: image.bytes,
    animated: image.animated,
    cleaning: CLEANING,
    ...(image.stilled ? { note: STILLED } : {}),
  };
}

export type ImageDoor = {
  /** @throws Fault, as above */
  admit(bytes: Buffer): Promise<AdmittedImage>;
  /** The same for one that is still arriving: it goes over the disk. @throws Fault, as above */
  admitArriving(chunks: AsyncIterable<Uint8Array>): Promise<AdmittedImage>;
  close(): void;
};

/**
 * Open as long as one import, upload or document brings its pictures. What is inside already (with a `db`) is not
 * decoded again: the same file is the same picture for ever.
 */
export function openImageDoor(db?: Db): ImageDoor {
  const decoder = openDecoder();
  const admit = async (came: Came) =>
    (db && (await selectCleanImage(db, came.hash))) ?? admitImage(came, decoder);
  return {
    admit: (bytes) => admit({ size: bytes.length, hash: sha256(bytes), head: bytes }),
    admitArriving: (chunks) => cameFile(chunks, admit),
    close: decoder.close,
  };
}

async function requireFormat(came: Came): Promise<ImageFormat> {
  if (came.size > IMAGE_MAX_OCTETS) {
    const size = (came.size / 1024 / 1024).toFixed(1);
    throw fault('invalid', `The image has ${size} MB: make it smaller, at most 20 MB.`);
  }
  // Measures may stand behind much that is no picture.
  const format =
    imageFormat(came.head) ?? ('file' in came ? imageFormat(await readFile(came.file)) : undefined);
  if (!format)
    throw fault('invalid', 'The file is not a PNG, JPEG, GIF or WebP image: export it as one of these.');
  const { width, height } = format;
  if (width < 1 || height < 1) throw fault('invalid', DAMAGED);
  if (width * height > IMAGE_MAX_PIXELS) {
    throw fault('invalid', `The image measures ${width} × ${height} pixels: at most 50 megapixels.`);
  }
  return format;
}

/** Stores an image under its hash; storing it again changes nothing. */
export async function storeImage(db: Db, { note: _, ...image }: AdmittedImage): Promise<ContentHash> {
  await insertImage(db, image);
  return image.hash;
}
