import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { openImageDoor } from '../../src/articles/index.ts';
import { isFault, sha256 } from '../../src/core/index.ts';
import {
  corners,
  cornersOf,
  film,
  noise,
  pngChunk,
  pngThatSays,
  SECRET,
  TELLING,
  withChunks,
  XMP,
} from './pictures.ts';

const { admit: admitImage, close } = openImageDoor();
afterAll(close);

const kinds = {
  'image/jpeg': (image: Sharp) => image.jpeg(),
  'image/png': (image: Sharp) => image.png(),
  'image/webp': (image: Sharp) => image.webp(),
  'image/gif': (image: Sharp) => image.gif(),
} as const;
type Kind = keyof typeof kinds;
const all = Object.keys(kinds) as Kind[];
const withExif = all.filter((kind) => kind !== 'image/gif');

const refusal = async (bytes: Buffer): Promise<string> => {
  try {
    await admitImage(bytes);
  } catch (error) {
    if (isFault(error) && error.code === 'invalid') return error.message;
    throw error;
  }
  return 'it came in';
};

describe('a picture that comes in', () => {
  test.each(all)('stays a %s, and is known by the bytes that came', async (kind) => {
    const bytes = await kinds[kind](corners()).toBuffer();
    const image = await admitImage(bytes);
    expect(image).toMatchObject({ media_type: kind, width: 64, height: 40, animated: false });
    expect(image.hash).toBe(sha256(bytes));
    expect(await cornersOf(image.bytes)).toEqual(['red', 'green', 'blue', 'white']);
    expect((await admitImage(bytes)).bytes.equals(image.bytes)).toBe(true);
  });

  test.each(withExif)('tells nothing of place, author and device: %s', async (kind) => {
    const bytes = await kinds[kind](corners().withExif(TELLING).withXmp(XMP)).toBuffer();
    expect(bytes.includes(SECRET)).toBe(true);
    const image = await admitImage(bytes);
    expect(image.bytes.includes(SECRET)).toBe(false);
    const { exif, xmp, iptc, icc } = await sharp(image.bytes).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({});
  });

  test('loses comments and what is hidden before, between and behind its data', async () => {
    const jpeg = await corners().jpeg().toBuffer();
    const segment = (marker: number) => {
      const text = Buffer.from(`Photoshop 3.0\0${SECRET}`);
      const head = Buffer.from([0xff, marker, 0, 0]);
      head.writeUInt16BE(text.length + 2, 2);
      return Buffer.concat([head, text]);
    };
    const png = await corners().png().toBuffer();
    const gif = await corners().gif().toBuffer();
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe, SECRET.length]), Buffer.from(`${SECRET}\0`)]);
    const first = 13 + ((gif[10] ?? 0) & 0x80 ? 3 * 2 ** (((gif[10] ?? 0) & 7) + 1) : 0);
    const script = Buffer.from(`<script>${SECRET}</script>PK\x03\x04`);
    const files = [
      Buffer.concat([jpeg.subarray(0, 2), segment(0xed), segment(0xfe), jpeg.subarray(2), script]),
      Buffer.concat([withChunks(png, pngChunk('tEXt', Buffer.from(`Author\0${SECRET}`))), script]),
      Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1), script]),
      Buffer.concat([gif.subarray(0, first), comment, gif.subarray(first)]),
    ];
    for (const file of files) {
      const image = await admitImage(file);
      expect(image.bytes.includes(SECRET)).toBe(false);
      expect(await cornersOf(image.bytes)).toEqual(['red', 'green', 'blue', 'white']);
    }
  });

  test.each(withExif)('stands as its EXIF says, in all eight ways: %s', async (kind) => {
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const bytes = await kinds[kind](corners().withMetadata({ orientation })).toBuffer();
      const upright = await cornersOf(await sharp(bytes).autoOrient().png().toBuffer());
      const image = await admitImage(bytes);
      expect(await cornersOf(image.bytes), `${orientation}`).toEqual(upright);
      expect([image.width, image.height]).toEqual(orientation < 5 ? [64, 40] : [40, 64]);
      expect((await sharp(image.bytes).metadata()).orientation).toBeUndefined();
    }
  });

  test('keeps its colours: by profile, CMYK, 16 bits, grey, palette with transparency', async () => {
    const wide = await corners().withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const cmyk = await corners().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    const deep = await corners().toColourspace('rgb16').png().toBuffer();
    const clear = await corners().ensureAlpha(0.5).png({ palette: true }).toBuffer();
    const progressive = await corners().jpeg({ progressive: true }).toBuffer();
    for (const bytes of [wide, cmyk, deep, clear, progressive]) {
      const { bytes: made } = await admitImage(bytes);
      expect(await cornersOf(made)).toEqual(['red', 'green', 'blue', 'white']);
      const { space, depth, hasProfile } = await sharp(made).metadata();
      expect({ space, depth, hasProfile }).toEqual({ space: 'srgb', depth: 'uchar', hasProfile: false });
      const [shown, wanted] = await Promise.all([corner(made), corner(bytes)]);
      for (const [at, value] of shown.entries()) expect(Math.abs(value - (wanted[at] ?? 0))).toBeLessThan(12);
    }
    const { bytes: see } = await admitImage(clear);
    expect((await sharp(see).stats()).isOpaque).toBe(false);
    const grey = await admitImage(await corners().greyscale().png().toBuffer());
    expect((await sharp(grey.bytes).stats()).channels.length).toBeLessThanOrEqual(3);
  });

  test('is at most 2,400 pixels and 1 MB, however large it came', async () => {
    const files: Buffer[] = [
      await noise({ width: 2_420, height: 700 }).jpeg({ quality: 90 }).toBuffer(),
      await noise({ width: 700, height: 600 }).png().toBuffer(),
      await noise({ width: 1_000, height: 800 }).webp({ quality: 95 }).toBuffer(),
      await noise({ width: 1_050, height: 850 }).gif({ effort: 1 }).toBuffer(),
      await corners({ width: 9_000, height: 3 }).png().toBuffer(),
    ];
    for (const file of files) {
      const { bytes, width, height, media_type } = await admitImage(file);
      expect(bytes.length).toBeLessThanOrEqual(1_000_000);
      expect(Math.max(width, height)).toBeLessThanOrEqual(2_400);
      expect(await sharp(bytes).metadata()).toMatchObject({
        width,
        height,
        format: media_type.replace('image/', ''),
      });
    }
  });

  test('moves if it moved, with its pace and its end', async () => {
    for (const kind of ['image/gif', 'image/webp'] as const) {
      const options = { delay: [100, 200, 300, 400], loop: 3 };
      const moving = await film();
      const bytes = await (kind === 'image/gif' ? moving.gif(options) : moving.webp(options)).toBuffer();
      const image = await admitImage(bytes);
      expect(image).toMatchObject({ media_type: kind, animated: true, width: 48, height: 30 });
      expect(await sharp(image.bytes, { animated: true }).metadata()).toMatchObject({ pages: 4, ...options });
      expect(image.note).toBeUndefined();
    }
  });

  test('moves smaller where it is too large, and stands still where it cannot be small enough', async () => {
    const large = await (await film({ frames: 4, width: 650, height: 500, noisy: true }))
      .gif({ effort: 1 })
      .toBuffer();
    expect(large.length).toBeGreaterThan(1_100_000);
    const image = await admitImage(large);
    expect(image.animated).toBe(true);
    expect(image.bytes.length).toBeLessThanOrEqual(1_000_000);
    const long = await (await film({ frames: 80, width: 170, height: 110, noisy: true }))
      .gif({ effort: 1 })
      .toBuffer();
    const still = await admitImage(long);
    expect(still).toMatchObject({ animated: false, media_type: 'image/gif', width: 170, height: 110 });
    expect(still.note).toMatch(/animation/);
  });
});

describe('a picture that does not come in', () => {
  test.each([...all, 'film'] as const)('is cut off anywhere, or nothing of it is lost: %s', async (kind) => {
    const options = { delay: [100, 200, 300, 400] };
    const bytes =
      kind === 'film'
        ? await (await film()).gif(options).toBuffer()
        : await kinds[kind](corners()).toBuffer();
    const pixels = (file: Buffer) => sharp(file, { animated: true }).ensureAlpha().raw().toBuffer();
    const whole = await pixels((await admitImage(bytes)).bytes);
    const cuts = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => Math.floor(bytes.length * part));
    for (const length of [3, 12, 33, ...cuts, bytes.length - 2]) {
      const cut = await admitImage(bytes.subarray(0, length)).catch((error) => {
        if (isFault(error) && error.code === 'invalid') return undefined;
        throw error;
      });
      if (cut) expect((await pixels(cut.bytes)).equals(whole), `${length} of ${bytes.length}`).toBe(true);
      if (cut) expect(length).toBeGreaterThan(bytes.length - 14);
    }
  });

  test('is a header and nothing else, or damaged inside', async () => {
    const png = await corners().png().toBuffer();
    const flipped = Buffer.from(png);
    flipped.fill(0x55, 60, 70);
    for (const bytes of [png.subarray(0, 33), png.subarray(0, 45), flipped]) {
      expect(await refusal(bytes)).toMatch(/cut off or damaged/);
    }
  });

  test('is more than 20 MB, or more than 50 megapixels, also where only its data says so', async () => {
    const png = await corners().png().toBuffer();
    expect(await refusal(Buffer.concat([png, Buffer.alloc(20 * 1024 * 1024)]))).toMatch(/20\.0 MB: .*20 MB/);
    expect(await refusal(pngThatSays(png, 50_000, 50_000))).toBe(
      'The image measures 50000 × 50000 pixels: at most 50 megapixels.',
    );
    expect(await refusal(pngThatSays(png, 0, 40))).toMatch(/cut off or damaged/);
    const bomb = withChunks(png.subarray(0, 33), pngChunk('IDAT', deflateSync(Buffer.alloc(30_000_000))));
    expect(await refusal(pngThatSays(bomb, 7_000, 7_000))).toMatch(/cut off or damaged/);
  });

  test('is of another kind, whatever its first bytes say', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
    const tiff = await corners().tiff().toBuffer();
    const avif = await corners().avif({ effort: 0 }).toBuffer();
    for (const bytes of [Buffer.from(svg), tiff, avif, Buffer.from('%PDF-1.7'), Buffer.alloc(0)]) {
      expect(await refusal(bytes)).toMatch(/not a PNG, JPEG, GIF or WebP/);
    }
    const png = await corners().png().toBuffer();
    const dressed = Buffer.concat([png.subarray(0, 33), Buffer.from(svg)]);
    expect(await refusal(dressed)).toMatch(/cut off or damaged/);
  });
});

async function corner(bytes: Buffer): Promise<number[]> {
  const pixel = await sharp(bytes)
    .extract({ left: 2, top: 2, width: 1, height: 1 })
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return [...pixel];
}
