export type Direction = 'ltr' | 'rtl';

const RIGHT_TO_LEFT =
  /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}\p{sc=Adlam}\p{sc=Mandaic}\p{sc=Samaritan}\p{sc=Hanifi_Rohingya}]/u;
/** The same scripts as tags name them (ISO 15924); Aran is Arabic as Urdu is set. */
const RIGHT_TO_LEFT_SCRIPTS = 'Arab Aran Hebr Syrc Thaa Nkoo Adlm Mand Samr Rohg Mend Yezi'.split(' ');

const directionOfLetter = (letter: string): Direction => (RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr');

/**
 * The direction of a text among words that run like `base`: the other one only where the text both begins and for the
 * most part runs otherwise. The first letter alone, as Unicode UAX #9 (P2) and `dir="auto"` have it, would turn an Arabic
 * paragraph that begins with an English name.
 */
export function directionOf(text: string, base: Direction = 'ltr'): Direction {
  if (base === 'ltr' && !RIGHT_TO_LEFT.test(text)) return base;
  const letters = text.match(/\p{L}/gu) ?? [];
  const [first] = letters;
  if (first === undefined || directionOfLetter(first) === base) return base;
  const otherwise = letters.filter((letter) => directionOfLetter(letter) !== base).length;
  return otherwise * 2 > letters.length ? directionOfLetter(first) : base;
}

/** @param language BCP 47: of its script, the one that it says or the one that it is mostly written in */
export function directionOfLanguage(language: string): Direction {
  const { script = '' } = inFull(language);
  return RIGHT_TO_LEFT_SCRIPTS.includes(script) ? 'rtl' : 'ltr';
}

/** The last few, as a page asks for its own language with every heading, and an answer takes some 20 µs. */
const asked = new Map<string, Intl.Locale>();
const ASKED = 50;

function inFull(language: string): Intl.Locale {
  const known = asked.get(language);
  if (known) return known;
  if (asked.size >= ASKED) asked.clear();
  const found = new Intl.Locale(language).maximize();
  asked.set(language, found);
  return found;
}

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

/** Holds all letters of those scripts, and none of Latin, Greek or Cyrillic words with their marks and quotation marks. */
const MAY_GIVE_AWAY = /[\u0590-\u1fff\u2e80-\uffff]/;

/** The language that more than half of a text's letters give away; undefined when a script serves several. */
export function languageOf(text: string): string | undefined {
  if (!MAY_GIVE_AWAY.test(text)) return undefined;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find(([, script]) => (text.match(script)?.length ?? 0) * 2 > letters)?.[0];
  if (found === 'ar') return /[ٹڈڑے]/.test(text) ? 'ur' : /[پچژگ]/.test(text) ? 'fa' : 'ar';
  if (found === 'ja') return /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text) ? 'ja' : 'zh';
  return found;
}

/** The language, by its script, of words that are certainly not in `language`; undefined where they may be. */
export function languageBeside(text: string, language: string): string | undefined {
  const primary = language.replace(/-.*/, '');
  const found = languageOf(text);
  const near = Object.entries(NEIGHBOURS).some(([one, others]) => found === one && others.includes(primary));
  return found === primary || near ? undefined : found;
}

/**
 * The language of words for which the article, its section or the edition says one, the nearer one wins. What was said of
 * the whole does not count where the script shows that these words are in none such.
 */
export function nearestLanguage(
  text: string,
  own?: string,
  ...wider: (string | undefined)[]
): string | undefined {
  if (own !== undefined) return own;
  const inherited = wider.find((language) => language !== undefined);
  return inherited !== undefined && languageBeside(text, inherited) === undefined ? inherited : undefined;
}

/** What is around some words: their element inherits it. */
export type Around = { language: string; direction: Direction };

/** @param language BCP 47 */
export const around = (language: string): Around => ({ language, direction: directionOfLanguage(language) });

export type Tongue = { dir?: Direction; lang?: string };

/** In which language words stand and how they run; `said` is what somebody has said of them. */
export function spoken(text: string, outside: Around, said?: string): Around {
  const language = said ?? languageBeside(text, outside.language) ?? outside.language;
  const base = language === outside.language ? outside.direction : directionOfLanguage(language);
  return { language, direction: directionOf(text, base) };
}

/** What an element must say so that its words are in `inside`, where around it they are in `outside`. */
export const difference = (inside: Around, outside: Around): Tongue => ({
  ...(inside.direction === outside.direction ? {} : { dir: inside.direction }),
  ...(inside.language === outside.language ? {} : { lang: inside.language }),
});

/**
 * What an element must say of words that run or sound otherwise than what is around them: WCAG 2.2, 3.1.2 and 1.3.2.
 * @param language BCP 47, the language of the mail or page
 * @param said BCP 47, what somebody has said of these words
 */
export function tongue(text: string, language: string, said?: string): Tongue {
  const outside = around(language);
  return difference(spoken(text, outside, said), outside);
}

/** Groups of figures among words from right to left would stand in the opposite order (Unicode UAX #9, N1). */
export const figuresIn = (direction: Direction): Tongue => (direction === 'rtl' ? { dir: 'ltr' } : {});

/**
 * The language for a date among words in `said`: that one; but where it says no region, and the page is in the same
 * language with one, the page's, as "en" alone would be the dates of the United States.
 */
export const datesIn = (said: string | undefined, page: string): string =>
  said === undefined || said === page.replace(/-.*/, '') ? page : said;

/** To be added to an inline style in a mail: MJML's columns say `text-align:left`, which `dir` alone does not undo. */
export const aligned = ({ dir }: { dir?: Direction }): string =>
  dir === undefined ? '' : `text-align:${dir === 'rtl' ? 'right' : 'left'}`;

/** Unicode UAX #9: what stands between them is ordered by itself, by its own first letter. */
const [ISOLATE, POP] = ['\u2068', '\u2069'];

/**
 * Words kept from turning, and from being turned by, what stands beside them on a line: else the 24 of an English date
 * would go to the other side of an Arabic name. As they are where all run the same way.
 */
export function beside(pieces: readonly string[], separator: string): string {
  const said = pieces.filter((piece) => piece !== '');
  const directions = new Set(said.flatMap((piece) => (/\p{L}/u.test(piece) ? directionOf(piece) : [])));
  return said.map((piece) => (directions.size > 1 ? ISOLATE + piece + POP : piece)).join(separator);
}
