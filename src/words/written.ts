/**
 * The languages that have a catalogue, by its name, each with the tag (BCP 47) of its words, dates and numbers. Apart from the
 * catalogues, for whatever must not load them: options are read at each start. The last two are made of the English words.
 */
export const WRITTEN = { en: 'en-GB', cy: 'cy', 'en-XA': 'en-XA', 'ar-XB': 'ar-XB' } as const;

/** The name of a catalogue. */
export type LanguageName = keyof typeof WRITTEN;
/** What an installation speaks to its readers; the first is the publication's own. */
export type Languages = readonly [LanguageName, ...LanguageName[]];

/** The names for people to choose from: nobody speaks the other two. */
export const SPOKEN: readonly LanguageName[] = ['en', 'cy'];

/** A language to choose, under the name that its speakers give it. */
export type LanguageChoice = { value: LanguageName; lang: string; label: string };

export const choicesAmong = (languages: readonly LanguageName[]): LanguageChoice[] =>
  languages.map((value) => ({
    value,
    lang: WRITTEN[value],
    label: new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value,
  }));

/** @returns the name of a catalogue, however its letters are written; undefined = nobody has written it */
export const writtenAs = (text: string): LanguageName | undefined =>
  (Object.keys(WRITTEN) as LanguageName[]).find((name) => name.toLowerCase() === text.trim().toLowerCase());

/**
 * The language that a reader gets: their own, where this publication has it, else its first.
 * @param own as it is stored; null = the reader never chose
 */
export const readerLanguage = (own: string | null | undefined, languages: Languages): LanguageName =>
  languages.find((name) => name === own) ?? languages[0];

/**
 * BCP 47 of the words around content in a language: that one where the publication speaks it, else its first. A catalogue that stands
 * in no list of `LANGUAGES` is off, but for those that are made of English.
 * @param content BCP 47
 * @param theme the theme's language
 */
export function tagAround(content: string, theme: string, languages: Languages): string {
  const spoken = languages.some((name) => name === primary(content));
  return spoken || writtenAs(content)?.includes('-X') ? content : tagOf(languages[0], theme);
}

/**
 * BCP 47 of what is said to one person.
 * @param own the language that they chose, by its name; null = none: the publication's own, which a theme may say where there is one alone
 * @param theme the theme's language
 */
export const tagFor = (own: string | null, theme: string, languages: Languages): string =>
  languages.length === 1 ? tagAround(theme, theme, languages) : tagOf(readerLanguage(own, languages), theme);

const primary = (tag: string) => tag.replace(/-.*/, '');

/**
 * BCP 47 of what is said to a reader in a language.
 * @param theme the theme's language: with its region where it is the same language, so that `en` may be `en-AU`
 */
export const tagOf = (language: LanguageName, theme: string): string =>
  primary(theme) === language ? theme : WRITTEN[language];
