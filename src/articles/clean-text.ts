/** Nobody can be asked to correct a partner's feed: what XML 1.0 §2.2 forbids goes, half characters are marked. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');

/** A link as it is written in a partner's text, made absolute; `undefined` when it is not http or https. */
export function absoluteAddress(link: string, base: string): string | undefined {
  const trimmed = link.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  return ['http:', 'https:'].includes(url.protocol) && url.href.length <= 2_000 ? url.href : undefined;
}
