import type { Formatters } from 'intl-messageformat';

/** One of each, for all messages: making a formatter of Intl costs a hundred times what using it does. */
function once<Options, Made>(make: (language: string, options?: Options) => Made) {
  const made = new Map<string, Made>();
  return (language: string, options?: Options): Made => {
    const key = `${language} ${options === undefined ? '' : JSON.stringify(options)}`;
    const found = made.get(key) ?? make(language, options);
    made.set(key, found);
    return found;
  };
}

export const dates = once(
  (language, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
);
export const numbers = once(
  (language, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
);
const plurals = once(
  (language, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(language, options),
);

/** What messages format with. */
export const FORMATTERS: Formatters = {
  getNumberFormat: (languages, options) => numbers(String(languages), options as Intl.NumberFormatOptions),
  getDateTimeFormat: (languages, options) => dates(String(languages), options),
  getPluralRules: (languages, options) => plurals(String(languages), options),
};
