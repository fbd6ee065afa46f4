import type { Picture } from './png.ts';

/**
 * Two pictures are compared as the eye does from a step back: by the mean colour of squares. Letters that another
 * Chromium draws a little thicker change such a mean by a few levels of 255; a lost line, a moved column or another
 * ground change it by many. A colour of letters alone is seen in larger squares, where what differs in single letters
 * evens out. The figures lie between what Chromium 143 and 156 make of the same stories and what the deliberate
 * changes in compare.test.ts make.
 */
export const SQUARES = [
  { size: 8, tolerance: 48 },
  { size: 32, tolerance: 12 },
] as const;
/** How many rows a rounded line height may add in all. */
const ROWS = 2;

export type Difference = {
  /** Of all squares, from 0 to 1. */
  share: number;
  /** The new picture, with everything that differs in red. */
  shown: Picture;
};

/** What differs between two pictures, or undefined when nothing does that a reader could see. */
export function compare(approved: Picture, now: Picture): Difference | undefined {
  const width = Math.max(approved.width, now.width);
  const height = Math.max(approved.height, now.height);
  const marked = new Set<number>();
  let squares = 0;
  const sameSize = approved.width === now.width && Math.abs(approved.height - now.height) <= ROWS;
  const compared = sameSize ? Math.min(approved.height, now.height) : height;
  for (const { size, tolerance } of SQUARES) {
    for (let top = 0; top < compared; top += size) {
      for (let left = 0; left < width; left += size) {
        squares += size * size;
        const square = { left, top, size, bottom: Math.min(top + size, compared) };
        if (distance(mean(approved, square), mean(now, square)) <= tolerance) continue;
        for (const at of pixelsOf(square, width)) marked.add(at);
      }
    }
  }
  if (marked.size === 0) return undefined;
  return { share: marked.size / (squares / SQUARES.length), shown: show(now, { width, height, marked }) };
}

type Square = { left: number; top: number; size: number; bottom: number };

function* pixelsOf({ left, top, size, bottom }: Square, width: number) {
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < Math.min(left + size, width); x += 1) yield y * width + x;
  }
}

/** Undefined outside the picture. */
function mean({ width, height, pixels }: Picture, square: Square): number[] | undefined {
  let [red, green, blue, count] = [0, 0, 0, 0];
  const right = Math.min(square.left + square.size, width);
  for (let y = square.top; y < Math.min(square.bottom, height); y += 1) {
    for (let at = (y * width + square.left) * 3; at < (y * width + right) * 3; at += 3) {
      red += pixels[at] as number;
      green += pixels[at + 1] as number;
      blue += pixels[at + 2] as number;
      count += 1;
    }
  }
  return count === 0 ? undefined : [red / count, green / count, blue / count];
}

function distance(one: number[] | undefined, other: number[] | undefined): number {
  if (!one || !other) return one === other ? 0 : Number.POSITIVE_INFINITY;
  return Math.max(...one.map((level, channel) => Math.abs(level - (other[channel] ?? 0))));
}

function show(
  now: Picture,
  { width, height, marked }: { width: number; height: number; marked: Set<number> },
) {
  const pixels = new Uint8Array(width * height * 3).fill(255);
  for (let y = 0; y < now.height; y += 1)
    pixels.set(now.pixels.subarray(y * now.width * 3, (y + 1) * now.width * 3), y * width * 3);
  for (const at of marked) {
    pixels[at * 3] = 255;
    pixels[at * 3 + 1] = (pixels[at * 3 + 1] ?? 0) >> 1;
    pixels[at * 3 + 2] = (pixels[at * 3 + 2] ?? 0) >> 1;
  }
  return { width, height, pixels };
}
