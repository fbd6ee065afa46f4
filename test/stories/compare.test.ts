import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChromium } from '../support/chromium.ts';
import { twoSections } from './mails/editions.ts';
import { compare } from './pictures/compare.ts';
import { draw, newReader } from './pictures/draw.ts';
import { type Picture, readPng, writePng } from './pictures/png.ts';
import type { Look } from './story.ts';

const look: Look = { width: 375, scheme: 'light', images: true };
let page: Page;
let approved: Picture;

/** The mail with a style that the page did not have. */
async function drawn(css = ''): Promise<Picture> {
  if (css) await page.addStyleTag({ content: css });
  return draw(page, look);
}

beforeAll(async () => {
  page = await newReader(await startChromium(), look);
  await twoSections.open(page);
  approved = await readPng(await writePng(await drawn()));
});
beforeEach(() => twoSections.open(page));

describe('a picture differs', () => {
  it.each([
    ['another colour of a few links', 'a { color: #00703c !important }'],
    ['another colour of headings', 'h1, h2, h3 { color: #d4351c !important }'],
    ['another ground of a box', '.bx { background: #e4ecf7 !important }'],
    ['a ground that is barely another', 'body, body div, body table { background: #f2f2f2 !important }'],
    ['a lost line', '.w li:first-child { visibility: hidden }'],
    ['a lost picture', 'img { visibility: hidden }'],
    ['a lost button or box', 'table .bx { display: none }'],
    ['a column moved by 8 pixels', 'body { padding-left: 8px !important }'],
    ['larger type', 'p { font-size: 18px !important }'],
    ['bold type', 'p { font-weight: 700 !important }'],
  ])('by %s', async (_, css) => {
    expect(compare(approved, await drawn(css))?.share).toBeGreaterThan(0);
  });

  it('by its length', async () => {
    const picture = { ...approved, height: approved.height - 8 };
    expect(compare(approved, picture)).toMatchObject({ shown: { height: approved.height } });
  });
});

describe('a picture is the same', () => {
  it.each([
    ['drawn again', ''],
    ['drawn with softer edges', 'body { filter: blur(0.4px) }'],
    [
      'with letters a quarter of a pixel further on',
      'p, li, a, h1, h2, h3 { position: relative; left: 0.25px }',
    ],
    ['with another kind of smoothing', 'body { text-rendering: geometricPrecision; will-change: transform }'],
  ])('%s', async (_, css) => {
    expect(compare(approved, await drawn(css))?.share).toBeUndefined();
  });
});

it('keeps each pixel of a picture of few colours', async () => {
  const pixels = Uint8Array.from({ length: 40 * 30 * 3 }, (_, at) => ((at % 7) * 36) & 255);
  const picture = { width: 40, height: 30, pixels };
  const { width, height, pixels: kept } = await readPng(await writePng(picture));
  expect({ width, height, pixels: Uint8Array.from(kept) }).toEqual(picture);
});
