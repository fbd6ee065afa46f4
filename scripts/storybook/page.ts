import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { sampleImage } from '../../test/stories/mails/sample-images.ts';
import { allImages } from '../../test/stories/pictures/draw.ts';

export type Files = Map<string, Buffer | string>;

// Written as text: this runs in the page. Scripts go, as everything has been done; links lead nowhere.
const PREPARE = `() => {
  for (const image of document.images) {
    image.src = image.currentSrc;
    image.removeAttribute('srcset');
  }
  for (const gone of document.querySelectorAll('script, picture > source, link[rel=alternate], link[rel=canonical]')) gone.remove();
  for (const field of document.querySelectorAll('input, textarea')) field.setAttribute('value', field.value);
  for (const form of document.forms) form.setAttribute('onsubmit', 'return false');
  for (const link of document.querySelectorAll('a[href]:not([href^="#"])')) link.href = '#';
  return [...document.querySelectorAll('link[rel=stylesheet], link[rel=icon]'), ...document.images]
    .map((one) => one.href || one.src);
}`;

/** The whole of an open page as one file, with its pictures and styles among \`files\`, two folders above. */
export async function frozen(page: Page, files: Files): Promise<string> {
  await allImages(page);
  const addresses = await page.evaluate<string[]>(`(${PREPARE})()`);
  let html = await page.content();
  for (const address of new Set(addresses)) {
    if (!/^https?:/.test(address)) continue;
    const { name, body } = await load(address);
    files.set(`files/${name}`, body);
    const path = new URL(address).pathname;
    html = html.replaceAll(address, `../../files/${name}`).replaceAll(`"${path}"`, `"../../files/${name}"`);
  }
  return html;
}

async function load(address: string): Promise<{ name: string; body: Buffer }> {
  const ending = /\.\w+$/.exec(new URL(address).pathname)?.[0] ?? '';
  const body = sampleImage(address) ?? Buffer.from(await (await fetch(address)).arrayBuffer());
  const name = `${createHash('sha256').update(body).digest('hex').slice(0, 16)}${ending}`;
  return { name, body };
}

const media = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g;

/** A document or stylesheet as somebody sees it who prefers light or dark, whatever the machine prefers. */
export const inScheme = (text: string, scheme: 'light' | 'dark'): string =>
  text
    .replace(media, (_, asked) => (asked === scheme ? '(min-width:0)' : '(max-width:0)'))
    .replace(/color-scheme:\s*light dark/g, `color-scheme:${scheme}`)
    .replace(/(files\/\w+)\.css/g, `$1.${scheme}.css`);

export const withoutImages = (html: string): string =>
  html.replace(/<head>/, `<head><meta http-equiv="Content-Security-Policy" content="img-src 'none'">`);
