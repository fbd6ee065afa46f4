import anyAscii from 'any-ascii';

/** Letters and digits of any script in Latin ones, as addresses have them: `Łódź` is Lodz, `Библиотека` Biblioteka. */
const latin = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .normalize('NFC')
    // Each Han character is a syllable.
    .replace(/\p{sc=Han}/gu, ' $& ')
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (letters) => anyAscii(letters).replace(/['’`]/g, ''));

/**
 * A slug for addresses: lower-case ASCII letters, digits and single hyphens, at most 80 characters.
 * Text with no letters and digits at all yields `fallback`.
 */
export const slugify = (text: string, fallback = 'untitled'): string => plainSlug(latin(text), fallback);

/** The same of Latin letters and their accents alone; what other letters there are is left out. */
export function plainSlug(text: string, fallback = 'untitled'): string {
  const slug = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return slug || fallback;
}

export const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
