import type { ImageMediaType } from '../../core/index.ts';

/** What comes in. A telephone's photograph has 3 to 12 MB and 12 to 50 megapixels. */
export const IMAGE_MAX_OCTETS = 20 * 1024 * 1024;
export const IMAGE_MAX_PIXELS = 50_000_000;

/** What goes out, of its longest side in pixels and in octets: a 600 pixel wide mail shows no more. */
export const FIRST_SIDE = 2_400;
export const MAX_OCTETS = 1_000_000;
/** An animation that had to be smaller than this says nothing: its first frame stays. */
export const LEAST_ANIMATED_SIDE = 160;

/** Grows when pictures are cleaned in another way, so that stored ones are cleaned again. 0: as they came. */
export const CLEANING = 1;

/** How a picture is read. */
export type ImageReading = {
  maxPixels: number;
  /** Over all frames; above it an animation's first frame stays. */
  maxAnimatedPixels: number;
  failOn: 'error' | 'none';
};

/** At the door: a picture that is cut off or damaged is refused. A mere warning, such as of an odd profile, is none. */
export const AT_THE_DOOR: ImageReading = {
  maxPixels: IMAGE_MAX_PIXELS,
  maxAnimatedPixels: 150_000_000,
  failOn: 'error',
};

/** Stored before there was such a door, when 8,000 pixels a side came in: what can be seen of it stays to be seen. */
export const STORED_BEFORE: ImageReading = { ...AT_THE_DOOR, maxPixels: 64_000_000, failOn: 'none' };

export type CleanImage = {
  mediaType: ImageMediaType;
  width: number;
  height: number;
  bytes: Buffer;
  animated: boolean;
  /** It was animated, and could not stay so. */
  stilled: boolean;
};
