import sharp from 'sharp';

/** Three octets a pixel: red, green, blue. */
export type Picture = { width: number; height: number; pixels: Uint8Array };

/** @throws Error when these are not the octets of an image. */
export async function readPng(png: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(png)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

/**
 * A PNG with a palette. Chromium writes 24 bits a pixel; a page of text needs few colours. Eight bits are a third of the
 * size, and approved pictures are cloned by everybody.
 */
export function writePng({ width, height, pixels }: Picture): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
}
