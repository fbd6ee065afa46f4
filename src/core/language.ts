import { fault } from './fault.ts';

const SUCH_AS = 'a language tag such as cy, ar or en-GB';

const named = (type: 'language' | 'region' | 'script') =>
  new Intl.DisplayNames('en', { type, fallback: 'none' });

/**
 * A language tag (BCP 47, RFC 5646) in its canonical form: `en-gb` is `en-GB`, `en-UK` too.
 * @throws Fault `invalid`: no such tag, or one whose language, script or region nobody has registered.
 */
export function parseLanguage(text: string): string {
  const written = text.trim();
  const tag = canonical(written);
  if (tag === undefined) throw fault('invalid', `must be ${SUCH_AS}${meant(written)}.`);
  const { language, script, region } = new Intl.Locale(tag);
  const unknown = [
    // Of three letters there are thousands that have no English name here; of two all have one (ISO 639-1).
    (language.length === 2 || language.length > 3) && !named('language').of(language) && language,
    script && !named('script').of(script) && script,
    region && /^\D+$/.test(region) && !named('region').of(region) && region,
  ].find(Boolean);
  if (unknown) throw fault('invalid', `holds "${unknown}", which is not known: it must be ${SUCH_AS}.`);
  return tag;
}

function canonical(tag: string): string | undefined {
  try {
    return /^[a-z]{5,8}\b/i.test(tag) ? undefined : Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** What was most likely meant: `en_GB`, or a language by its English name. */
function meant(written: string): string {
  const hyphened = canonical(written.replaceAll('_', '-'));
  if (hyphened) return `: here ${hyphened}`;
  const names = named('language');
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const code = letters
    .flatMap((one) => letters.map((other) => one + other))
    .find((tag) => names.of(tag)?.toLowerCase() === written.toLowerCase());
  return code ? `: here ${code}` : '';
}

/**
 * The name of a language with its tag: "Welsh (cy)".
 * @param language BCP 47, in which it is named
 */
export const languageName = (tag: string, language = 'en'): string => {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(tag);
  return name === undefined || name === tag ? tag : `${name} (${tag})`;
};

/** Scripts that are several by their Unicode names (ISO 15924). */
const PARTS: Record<string, readonly string[]> = {
  Aran: ['Arab'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
};

/**
 * Whether a text may be in a language, by its letters: many programs say `en-US` of whatever they publish. Only a text of
 * which not a tenth is in the language's script is certainly in another.
 */
export function mayBeIn(language: string, text: string): boolean {
  const { script = 'Latn' } = new Intl.Locale(language).maximize();
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const names = (PARTS[script] ?? [script]).map((name) => `\\p{sc=${name}}`).join('');
  try {
    return (text.match(new RegExp(`[${names}]`, 'gu'))?.length ?? 0) * 10 >= letters;
  } catch {
    // A script that this Unicode does not know by that name.
    return true;
  }
}
