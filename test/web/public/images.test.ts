import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { movableClock } from '../../../src/core/index.ts';
import { startChromium } from '../../support/chromium.ts';
import { freshDatabase } from '../../support/database.ts';
import { publishedSample } from '../../support/publish.ts';
import { servedWeb } from '../../support/web.ts';

const { db } = await freshDatabase();
const deps = { db, clock: movableClock(new Date('2026-08-04T09:00:00Z')) };
let web: string;
let other: string;
/** The addresses of one picture's variants, and of its original. */
let variants: { address: string; width: number }[];
let original: string;

beforeAll(async () => {
  await publishedSample(deps, 'edition-06');
  web = await servedWeb(deps);
  other = await servedWeb(deps);
  const page = await (await fetch(`${web}/editions/6`)).text();
  const [, picture = ''] = /<picture>(.*?)<\/picture>/s.exec(page) ?? [];
  original = /<img src="([^"]+)"/.exec(picture)?.[1] ?? '';
  variants = [...picture.matchAll(/srcset="([^"]+)"/g)].flatMap(([, set = '']) =>
    set.split(', ').map((one) => {
      const [address = '', width = ''] = one.split(' ');
      return { address, width: Number.parseInt(width, 10) };
    }),
  );
});

const bytesOf = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());

describe('a picture on a page', () => {
  it('is offered in two modern formats and several widths, none larger than the original', async () => {
    const { width } = await sharp(await bytesOf(`${web}${original}`)).metadata();
    expect(variants.length).toBeGreaterThanOrEqual(4);
    for (const variant of variants) expect(variant.width).toBeLessThanOrEqual(width);
    expect(variants.filter(({ address }) => address.endsWith('.avif')).length).toBe(variants.length / 2);
  });

  it('is what its address says, smaller than the original, and kept for ever', async () => {
    const whole = await bytesOf(`${web}${original}`);
    for (const { address, width } of variants) {
      const answer = await fetch(`${web}${address}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-type')).toBe(
        address.endsWith('.avif') ? 'image/avif' : 'image/webp',
      );
      const bytes = Buffer.from(await answer.arrayBuffer());
      const read = await sharp(bytes).metadata();
      expect(read.width).toBe(width);
      expect(read.format).toBe(address.endsWith('.avif') ? 'heif' : 'webp');
      if (address.endsWith('.avif')) expect(bytes.length).toBeLessThan(whole.length);
      const tag = answer.headers.get('etag') ?? '';
      const again = await fetch(`${web}${address}`, { headers: { 'If-None-Match': tag } });
      expect(again.status).toBe(304);
    }
  });

  it('is made once for all processes, however many ask at once', async () => {
    await db.deleteFrom('image_variants').execute();
    const [variant] = variants;
    const asked = [web, other, web, other, web].map((site) => bytesOf(`${site}${variant?.address}`));
    const [first, ...more] = await Promise.all(asked);
    expect(first?.length).toBeGreaterThan(0);
    for (const bytes of more) expect(first?.equals(bytes)).toBe(true);
    expect(await db.selectFrom('image_variants').select('width').execute()).toEqual([
      { width: variant?.width },
    ]);
  });

  it('cannot be asked for in any width', async () => {
    for (const name of [original.replace('.png', '-399.avif'), `/images/${'0'.repeat(64)}-400.webp`]) {
      expect((await fetch(`${web}${name}`)).status, name).toBe(404);
    }
  });

  it('does not wait behind addresses that somebody invents, nor is more kept than is offered', async () => {
    await db.deleteFrom('image_variants').execute();
    const ended: string[] = [];
    const ask = async (name: string, address: string) => {
      const { status } = await fetch(`${web}${address}`);
      ended.push(`${name} ${status}`);
    };
    const real = variants.map(({ address }) => ask('real', address));
    const invented = Array.from({ length: 4 }, (_, at) => at + 2_000).flatMap((at) => [
      ask('invented', `/images/${at.toString(16).padStart(64, 'a')}-400.avif`),
      ask('invented', original.replace('.png', `-${at}.webp`)),
    ]);
    await Promise.all([...real, ...invented]);
    expect(new Set(ended)).toEqual(new Set(['real 200', 'invented 404']));
    // Each real one takes its turn; none of the invented ones does.
    expect(ended.at(-1)).toBe('real 200');
    const kept = await db.selectFrom('image_variants').select('width').execute();
    expect(kept).toHaveLength(variants.length);
  });

  it('is the smallest that is sharp, in the best format that the browser knows', async () => {
    const browser = await startChromium();
    const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
    const page = await context.newPage();
    const article = `${web}/editions/6/night-bus-crews-win-the-shared-effort-award`;
    await page.goto(article, { waitUntil: 'load' });
    const image = page.locator('article img');
    const chosen = await page.evaluate<string>("document.querySelector('article img').currentSrc");
    expect(chosen).toMatch(/-400\.avif$/);
    expect(await image.getAttribute('loading')).toBeNull();
    await page.goto(`${web}/editions/6`);
    expect(await page.locator('article img').first().getAttribute('loading')).toBe('lazy');
    await context.close();
  });
});
