import { absoluteAddress } from '../absolute-address.ts';

/** One address resolved against each of `bases` from the outside in, as `xml:base` nests (XML Base §4). */
const nested = (bases: readonly string[], from: string): string =>
  bases.reduce((base, next) => (URL.canParse(next, base) ? new URL(next, base).href : base), from);

/**
 * What relative addresses of a place in a feed resolve against: its own `xml:base`, else the nearest page it belongs to
 * (`homes`, the nearest first), else where the feed was fetched.
 */
export function baseOf(
  bases: readonly string[],
  { homes, fetched }: { homes: readonly (string | undefined)[]; fetched: string },
): string {
  if (bases.length > 0) return nested(bases, fetched);
  return homes.find((home) => home !== undefined) ?? fetched;
}

/** The same for an inner element: only what it adds to the bases of its field. */
export const innerBase = (bases: readonly string[], outer: readonly string[], base: string): string =>
  nested(bases.slice(outer.length), base);

/** A pasted picture can be megabytes long, and is no address. */
const LONGEST = 8_000;

/** As `absoluteAddress`, for a link in a text, which may also be an e-mail address or a telephone number. */
export function linkAddress(link: string, base: string): string | undefined {
  if (link.length > LONGEST) return undefined;
  const trimmed = link.trim();
  if (/^(mailto:[^\s]+@|tel:[+\d])/i.test(trimmed) && trimmed.length <= 2_000 && URL.canParse(trimmed)) {
    return new URL(trimmed).href;
  }
  return absoluteAddress(trimmed, base);
}
