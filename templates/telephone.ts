/** As people write them: digits in groups, with a bracketed trunk zero that is not dialled after a country code. */
const NUMBER = /\+?\d(?:[\s().\u00a0\u2010-\u2015-]*\d)+/;
const EXTENSION = /^[\s,;]*(?:extension|ext|extn|x)\b\.?\s*(\d{1,8})\b/i;

/**
 * The address that dials the first number in a line (RFC 3966), or nothing where there is none: “ask at the desk”.
 * What is written stays what is shown.
 */
export function telephoneHref(written: string): string | undefined {
  const found = NUMBER.exec(written);
  if (!found) return undefined;
  const number = found[0].startsWith('+') ? found[0].replace(/\(0\)/, '') : found[0];
  const [, extension] = EXTENSION.exec(written.slice(found.index + found[0].length)) ?? [];
  return `tel:${number.replace(/[^+\d]/g, '')}${extension === undefined ? '' : `;ext=${extension}`}`;
}
