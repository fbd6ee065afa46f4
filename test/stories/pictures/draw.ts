import type { Browser, Page } from 'playwright-core';
import { sampleImage } from '../mails/sample-images.ts';
import type { Look } from '../story.ts';
import { setInOurFaces } from './fonts.ts';
import { type Picture, readPng } from './png.ts';

/** Half of each pixel is enough to see what is where, and a quarter of the octets. */
const SCALE = 0.5;
/** In pixels of the page, as what follows. */
const SCREEN = 640;
/** What lies further down in an edition with all sections stands in one with fewer, too. */
const LONGEST = 2_400;

/** The page of somebody who has never been here. Mails get the sample editions' images, and nothing else from afar. */
export async function newReader(
  browser: Browser,
  { images, scale = SCALE }: { images: boolean; scale?: number },
): Promise<Page> {
  const context = await browser.newContext({ deviceScaleFactor: scale });
  await context.route('https://**/*', async (route) => {
    const body = images && sampleImage(route.request().url());
    await (body ? route.fulfill({ body, contentType: 'image/png' }) : route.abort());
  });
  return context.newPage();
}

export async function lookAt(page: Page, { width, scheme }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: SCREEN });
}

/** What an open page looks like. It is set in our faces from then on. */
export async function draw(page: Page, look: Look): Promise<Picture> {
  await lookAt(page, look);
  await setInOurFaces(page);
  await allImages(page);
  const full = await page.evaluate<number>('document.documentElement.scrollHeight');
  const height = Math.max(SCREEN, Math.min(full, LONGEST));
  await page.setViewportSize({ width: look.width, height });
  const clip = { x: 0, y: 0, width: whole(look.width), height: whole(height) };
  return readPng(await page.screenshot({ clip, animations: 'disabled', caret: 'hide' }));
}

/** Without the pixel that is only half covered at this scale: Chromium draws it now so, now so. */
const whole = (length: number) => Math.floor(length * SCALE) / SCALE;

/** Images below the fold are loaded when a reader comes near. */
export const allImages = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.all([...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => {});
  }))`);
