import type { ImageVariantTable } from './tables/articles.ts';

export type VariantFormat = ImageVariantTable['media_type'];

/** What can be made of an image for a web page: the best first. */
export const variantFormats: readonly VariantFormat[] = ['image/avif', 'image/webp'];

/**
 * In pixels: a phone's column at one and two pixels a point, and the 640 points of a wide page at two. More sizes would
 * save little and fill the page with addresses.
 */
const WIDTHS = [400, 700, 1280];

/** The widths in which an image is offered; none for what may be animated. */
export const variantWidths = (image: { mediaType: string; width: number; animated?: boolean }): number[] =>
  image.mediaType === 'image/gif' || image.animated
    ? []
    : [...new Set(WIDTHS.map((width) => Math.min(width, image.width)))];

/** Whether an image that is large enough is offered in this width. */
export const isVariantWidth = (width: number): boolean => WIDTHS.includes(width);
