/** Mail domains that many readers have and that are long enough to guess at. */
const WELL_KNOWN = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.co.uk',
  'outlook.com',
  'live.co.uk',
  'yahoo.com',
  'yahoo.co.uk',
  'icloud.com',
  'btinternet.com',
  'talktalk.net',
  'virginmedia.com',
  'ntlworld.com',
  'blueyonder.co.uk',
  'protonmail.com',
  'nhs.net',
  'police.uk',
  'mod.gov.uk',
];
/** Real domains that look like slips of the above. */
const REAL = new Set(['mail.com', 'gmx.com', 'email.com', 'ymail.com', 'live.com', 'sky.com', 'nhs.uk']);

/** Letters to insert, drop, change or swap with the neighbour to get from one word to the other (Damerau–Levenshtein). */
function edits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}

/** One slip in a short domain, two in a long one: more and we would be guessing. */
const allowed = (domain: string) => (domain.length >= 9 ? 2 : 1);

/**
 * The address the reader probably meant, when its domain is one or two slips away from a well-known one; else undefined.
 * To be pointed out, never imposed: `gmial.com` may be real.
 */
export function suggestAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || WELL_KNOWN.includes(domain) || REAL.has(domain)) return undefined;
  const [best] = WELL_KNOWN.map((known) => ({ known, distance: edits(domain, known) }))
    .filter(({ known, distance }) => distance <= allowed(known))
    .sort((a, b) => a.distance - b.distance);
  return best && `${address.slice(0, at)}@${best.known}`;
}
