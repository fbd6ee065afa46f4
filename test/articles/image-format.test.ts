import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { imageFormat } from '../../src/articles/images/format.ts';

/** A small picture by a real encoder, of every kind that we serve and of every way in which such a file states its size. */
const kinds = {
  png: ['image/png', (image: Sharp) => image.png()],
  'indexed png': ['image/png', (image: Sharp) => image.png({ palette: true })],
  gif: ['image/gif', (image: Sharp) => image.gif()],
  jpeg: ['image/jpeg', (image: Sharp) => image.jpeg()],
  'progressive jpeg': ['image/jpeg', (image: Sharp) => image.jpeg({ progressive: true })],
  'jpeg with EXIF and a colour profile': [
    'image/jpeg',
    (image: Sharp) => image.withMetadata({ exif: { IFD0: { Copyright: 'Example' } } }).jpeg(),
  ],
  'lossy webp': ['image/webp', (image: Sharp) => image.webp()],
  'lossless webp': ['image/webp', (image: Sharp) => image.webp({ lossless: true })],
  'webp with alpha': ['image/webp', (image: Sharp) => image.ensureAlpha(0.5).webp()],
} as const;
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];

const encode = (kind: Kind, { width, height }: { width: number; height: number }): Promise<Buffer> =>
  kinds[kind][1](sharp({ create: { width, height, channels: 3, background: '#1b3a6b' } })).toBuffer();

describe('the kind and size of a picture', () => {
  test.each(names)('is read from any %s', async (kind) => {
    const side = fc.integer({ min: 1, max: 700 });
    await fc.assert(
      fc.asyncProperty(side, side, async (width, height) => {
        const bytes = await encode(kind, { width, height });
        expect(imageFormat(bytes)).toEqual({ mediaType: kinds[kind][0], width, height });
      }),
      { numRuns: 8 },
    );
  });

  test.each(names)('is right or unknown for a %s that is cut off anywhere', async (kind) => {
    const whole = { mediaType: kinds[kind][0], width: 31, height: 17 };
    const bytes = await encode(kind, whole);
    for (let length = 0; length <= bytes.length; length += 1) {
      const read = imageFormat(bytes.subarray(0, length));
      if (read) expect(read).toEqual(whole);
    }
    expect(imageFormat(bytes.subarray(0, 8))).toBeUndefined();
  });

  test('is read past fill bytes and markers without a length (ITU T.81 §B.1.1.2)', async () => {
    const jpeg = await encode('jpeg', { width: 5, height: 4 });
    const odd = Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, 0x01, 0xff, 0xff, 0xff]),
      jpeg.subarray(3),
    ]);
    expect(imageFormat(odd)).toEqual({ mediaType: 'image/jpeg', width: 5, height: 4 });
  });

  test('is unknown for what is no picture, whatever the bytes', () => {
    const starts = [
      'GIF89a',
      'GIF87a',
      'RIFF0000WEBPVP8X',
      'RIFF0000WEBPVP8 ',
      'RIFF0000WEBPVP8L',
      '\x89PNG\r\n\x1a\n',
      '\xff\xd8\xff',
    ];
    const start = fc
      .constantFrom('', '%PDF-1.7', '<svg xmlns="', ...starts)
      .map((text) => Buffer.from(text, 'latin1'));
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 64 }), (head, rest) => {
        const read = imageFormat(Buffer.concat([head, rest]));
        if (read) expect(read.width * read.height).not.toBeNaN();
      }),
    );
    expect(
      imageFormat(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    ).toBeUndefined();
    expect(imageFormat(Buffer.alloc(0))).toBeUndefined();
  });
});
