import { linkAddress } from './address.ts';
import type { MarkupAttributes } from './markup.ts';

/** Makers of mails and feeds count readers with pictures that nobody is meant to see. */
const COUNTERS =
  /\/\/(feeds\.feedburner\.com\/~[rf]|feedproxy\.google\.com|pixel\.wp\.com|stats\.wordpress\.com|pixel\.|pubads\.|ad\.doubleclick|www\.google-analytics|[^/]*feedsportal\.com\/.*mf\.gif|medium\.com\/_\/stat|blogger\.googleusercontent\.com\/tracker|[^/]*\/wp\.gif\?)|\/(pixel|spacer|clear|blank|1x1|track(ing)?)\.(gif|png)\b/i;

const pixels = (value: string | undefined) => (value === undefined ? undefined : Number.parseFloat(value));

/** A picture that counts readers or keeps space: of two pixels or less, hidden, or from a known counter. */
export function isTracker(attributes: MarkupAttributes): boolean {
  const sides = [pixels(attributes.get('width')), pixels(attributes.get('height'))];
  const style = attributes.get('style') ?? '';
  if (sides.some((side) => side !== undefined && side <= 2)) return true;
  if (/display\s*:\s*none|(?:^|[;\s])(width|height)\s*:\s*[012](\.\d+)?px/i.test(style)) return true;
  return COUNTERS.test(attributes.get('src') ?? '');
}

/** Where late-loading scripts keep the address while `src` holds a placeholder. */
const LATE = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-orig-file',
  'data-large-file',
  'data-full-url',
];

/** Of a picture the address that a browser would load in the end; `undefined` for one that is pasted into the text. */
export function pictureAddress(attributes: MarkupAttributes, base: string): string | undefined {
  const sets = ['data-srcset', 'data-lazy-srcset', 'srcset'].map((name) =>
    largestOf(attributes.get(name) ?? ''),
  );
  const late = LATE.map((name) => attributes.get(name));
  const candidates = [...late, attributes.get('src'), ...sets];
  return candidates
    .map((address) => (address ? linkAddress(address, base) : undefined))
    .find((address) => address !== undefined && !/^(mailto|tel):/.test(address));
}

/** Of `srcset` (HTML §4.8.4.2.1) the widest or densest candidate. */
function largestOf(srcset: string): string | undefined {
  const candidates = [...srcset.slice(0, 20_000).matchAll(/(\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)/g)];
  const sorted = candidates.sort((one, other) => Number(other[2] ?? 1) - Number(one[2] ?? 1));
  return sorted.map(([, address]) => address).find((address) => address && !address.startsWith('data:'));
}

/** Programs put pictures for letters; then the letters are what was written. */
export const isLetter = (attributes: MarkupAttributes): boolean =>
  /\b(wp-smiley|emoji|emoticon|smiley)\b/i.test(attributes.get('class') ?? '') ||
  /\/(emoji|smilies)\//i.test(attributes.get('src') ?? '');

export const isPictureFile = (url: string): boolean =>
  URL.canParse(url) && /\.(jpe?g|png|gif|webp|avif|svg)$/i.test(new URL(url).pathname);
