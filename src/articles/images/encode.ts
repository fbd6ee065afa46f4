import { readFileSync } from 'node:fs';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { ImageMediaType } from '../../core/index.ts';
import { plainGif } from './gif.ts';
import { type CleanImage, FIRST_SIDE, type ImageReading, LEAST_ANIMATED_SIDE, MAX_OCTETS } from './limits.ts';
import type { CleaningQuestion } from './question.ts';

/** Of one picture: what `sharp` says of it, and how it may be read. */
type Source = { bytes: Buffer; mediaType: ImageMediaType; reading: ImageReading; facts: Metadata };
type Encoded = { data: Buffer; width: number; height: number };

/**
 * The picture and nothing else: turned as its EXIF says, in sRGB, without metadata or foreign bytes, at most 2,400
 * pixels a side and 1 MB. Its kind stays. Runs in the child process only.
 * @throws Error of libvips when the bytes cannot be decoded
 */
export async function encodeClean(question: CleaningQuestion): Promise<CleanImage> {
  const { mediaType, reading } = question;
  const came = 'file' in question ? readFileSync(question.file) : question.bytes;
  const bytes = mediaType === 'image/gif' ? frames(came, reading) : came;
  const facts = await sharp(bytes, { limitInputPixels: reading.maxPixels }).metadata();
  if (`image/${facts.format}` !== mediaType) throw new Error(`it is ${facts.format}, not ${mediaType}`);
  const source = { bytes, mediaType, reading, facts };
  const count = facts.pages ?? 1;
  const animated = count > 1 ? await animation(source, count) : undefined;
  if (animated) return shaped(mediaType, animated, true);
  const still = await stillImage(source);
  return { ...shaped(mediaType, still, false), stilled: count > 1 || isAnimatedPng(bytes) };
}

/** @throws Error where the file is cut off, and such files are refused */
function frames(bytes: Buffer, { failOn }: ImageReading): Buffer {
  const plain = plainGif(bytes);
  if (plain || failOn === 'none') return plain ?? bytes;
  throw new Error('it is cut off');
}

const shaped = (mediaType: ImageMediaType, { data, width, height }: Encoded, animated: boolean) => ({
  mediaType,
  width,
  height,
  bytes: data,
  animated,
  stilled: false,
});

const inside = (side: number) =>
  ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const;

/** The side at which a file of `octets` at `side` will be small enough, or nearly: octets go with the area. */
const nextSide = (side: number, octets: number) =>
  Math.max(1, Math.floor(side * Math.min(0.85, Math.max(0.4, Math.sqrt(MAX_OCTETS / octets) * 0.95))));

/** Every frame, smaller until it fits; `undefined` when it would become a stamp. */
async function animation(source: Source, frames: number): Promise<Encoded | undefined> {
  const { bytes, facts, reading, mediaType } = source;
  const [width, height] = [facts.width, facts.pageHeight ?? facts.height];
  if (width * height * frames > reading.maxAnimatedPixels) return undefined;
  const longest = Math.min(FIRST_SIDE, Math.max(width, height));
  let side = bytes.length > 2 * MAX_OCTETS ? nextSide(longest, bytes.length) : longest;
  while (side === longest || side >= LEAST_ANIMATED_SIDE) {
    const all = sharp(bytes, { animated: true, failOn: reading.failOn, limitInputPixels: false });
    const smaller = side < Math.max(width, height) ? all.resize(inside(side)) : all;
    const made = mediaType === 'image/gif' ? smaller.gif({ effort: 3 }) : smaller.webp({ quality: 80 });
    const { data, info } = await made.toBuffer({ resolveWithObject: true });
    if (data.length <= MAX_OCTETS) {
      return { data, width: info.width, height: info.pageHeight ?? info.height };
    }
    side = nextSide(side, data.length);
  }
  return undefined;
}

type Pixels = { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };
/** `exact`: it may lose something, and is only taken where it did not. */
type Attempt = { encode(pixels: Sharp): Sharp; exact?: true };

/** Decoded once, then encoded: at full size as well as it goes, smaller as long as it is too large. */
async function stillImage(source: Source): Promise<Encoded> {
  const pixels = await decoded(source);
  const { full, smaller } = attempts(source);
  const { width, height } = pixels.info;
  let side = Math.max(width, height);
  let octets = 0;
  for (const { encode, exact } of full) {
    const made = await encoded(encode(sharpOf(pixels)));
    if (made.data.length <= MAX_OCTETS && (!exact || (await same(made, pixels)))) return made;
    octets = made.data.length;
  }
  for (;;) {
    side = nextSide(side, octets);
    const made = await encoded(smaller.encode(sharpOf(pixels).resize(inside(side))));
    if (made.data.length <= MAX_OCTETS) return made;
    octets = made.data.length;
  }
}

const same = async ({ data }: Encoded, pixels: Pixels) =>
  pixels.data.equals(await sharp(data).toColourspace('srgb').raw().toBuffer());

/** Turned, in sRGB (the embedded profile or that of the mode is applied), 8 bits, as large as it may be. */
async function decoded({ bytes, reading }: Source): Promise<Pixels> {
  const { failOn, maxPixels: limitInputPixels } = reading;
  const { data, info } = await sharp(bytes, { failOn, limitInputPixels, sequentialRead: true })
    .autoOrient()
    .resize(inside(FIRST_SIDE))
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, info: { width: info.width, height: info.height, channels: info.channels } };
}

const sharpOf = ({ data, info }: Pixels): Sharp => sharp(data, { raw: info });

async function encoded(image: Sharp): Promise<Encoded> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const attempt = (encode: Attempt['encode']): Attempt => ({ encode });
const jpeg = (quality: number) => attempt((pixels) => pixels.jpeg({ quality }));
const webp = (quality: number) => attempt((pixels) => pixels.webp({ quality }));
const lossless = attempt((pixels) => pixels.webp({ lossless: true }));
const gif = attempt((pixels) => pixels.gif({ effort: 4 }));
const png = attempt((pixels) => pixels.png({ compressionLevel: 9 }));
/** An effort of 7, the default, takes four times as long with a photograph. */
const palette = attempt((pixels) => pixels.png({ palette: true, effort: 4, compressionLevel: 9 }));
/** A file of 256 colours is half as large with its palette. */
const samePalette: Attempt = {
  encode: (pixels) => pixels.png({ palette: true, quality: 100, dither: 0, compressionLevel: 9 }),
  exact: true,
};

type Attempts = { full: Attempt[]; smaller: Attempt };

function attempts({ bytes, mediaType, facts }: Source): Attempts {
  switch (mediaType) {
    case 'image/jpeg':
      return { full: [85, 75, 65].map(jpeg), smaller: jpeg(75) };
    case 'image/png':
      return { full: facts.isPalette ? [samePalette, png] : [png], smaller: palette };
    case 'image/gif':
      return { full: [gif], smaller: gif };
    case 'image/webp':
      return {
        full: [...(isLosslessWebp(bytes) ? [lossless] : []), ...[85, 70].map(webp)],
        smaller: webp(75),
      };
  }
}

const isLosslessWebp = (bytes: Buffer) => bytes.toString('latin1', 12, 16) === 'VP8L';
/** PNG (third edition) §11.3.4.1: `acTL` stands before the first `IDAT`. */
const isAnimatedPng = (bytes: Buffer) =>
  bytes.subarray(0, Math.max(0, bytes.indexOf('IDAT'))).includes('acTL');
