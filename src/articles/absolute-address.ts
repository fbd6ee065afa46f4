/** A link as it is written in a partner's text, made absolute; `undefined` when it is not http or https. */
export function absoluteAddress(link: string, base: string): string | undefined {
  const trimmed = link.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  return ['http:', 'https:'].includes(url.protocol) && url.href.length <= 2_000 ? url.href : undefined;
}
