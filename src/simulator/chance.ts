import type { Span } from './options.ts';

/** mulberry32: a seeded generator of numbers in [0, 1), so that a scripted fault comes back in a second run. */
export function chance(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Milliseconds within a span. */
export const drawn = (span: Span, next: () => number) =>
  typeof span === 'number' ? span : span[0] + (span[1] - span[0]) * next();

/** An address pattern with `*` as any run of characters; case is ignored. */
export function addressPattern(pattern: string) {
  const source = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 'i');
}
