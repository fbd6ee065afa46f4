export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u;

/** The direction of a text, by its first letter (Unicode UAX #9, rule P2); `otherwise` when it has none. */
export function directionOf(text: string, otherwise: Direction = 'ltr'): Direction {
  const letter = /\p{L}/u.exec(text)?.[0];
  if (letter === undefined) return otherwise;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** @param language BCP 47 */
export const directionOfLanguage = (language: string): Direction =>
  /^(ar|fa|he|ur|yi|ps|sd|ug|ckb|dv|syr)\b/.test(language) ? 'rtl' : 'ltr';

/** Languages that a script gives away, the Arabic ones by letters that only they have. */
const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ['he', /\p{sc=Hebrew}/gu],
  ['ar', /\p{sc=Arabic}/gu],
  ['dv', /\p{sc=Thaana}/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['th', /\p{sc=Thai}/gu],
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/gu],
];
const NEIGHBOURS: Record<string, readonly string[]> = {
  he: ['yi'],
  ar: ['fa', 'ur', 'ps', 'sd', 'ug', 'ckb'],
  ja: ['zh'],
};

/** The language that more than half of a text's letters give away; undefined when a script serves several. */
export function languageOf(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([, script]) => (text.match(script)?.length ?? 0) * 2 > letters)?.[0];
  if (found === 'ar') return /[ٹڈڑے]/.test(text) ? 'ur' : /[پچژگ]/.test(text) ? 'fa' : 'ar';
  if (found === 'ja') return /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) ? 'ja' : 'zh';
  return found;
}

/**
 * What an element must say of words that run or sound otherwise than what is around them: WCAG 2.2, 3.1.2 and 1.3.2.
 * @param around BCP 47, the language of the mail or page
 */
export function tongue(text: string, around: string): { dir?: Direction; lang?: string } {
  const [base, primary] = [directionOfLanguage(around), around.replace(/-.*/, '')];
  const direction = directionOf(text, base);
  const language = languageOf(text);
  const near = Object.entries(NEIGHBOURS).some(
    ([one, others]) => language === one && others.includes(primary),
  );
  return {
    ...(direction === base ? {} : { dir: direction }),
    ...(language === undefined || language === primary || near ? {} : { lang: language }),
  };
}

/** To be added to an inline style in a mail: MJML's columns say `text-align:left`, which `dir` alone does not undo. */
export const aligned = ({ dir }: { dir?: Direction }): string =>
  dir === undefined ? '' : `text-align:${dir === 'rtl' ? 'right' : 'left'}`;
