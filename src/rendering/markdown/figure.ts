/** `£`, `€`, `$`, `+` and `−` may stand before the first digit: "£2.4 million", "+12 per cent", "−£300". */
const OPENING = /^[+\u2212-]?\s?\p{Sc}?\s?[+\u2212-]?\p{Nd}/u;
/** A question or a label, not an amount. */
const ENDING = /[:?？：؟]$/u;
/** The number of an item or a heading: "1.", "2)", "3. Apply early". */
const ITEM = /^\p{Nd}{1,3}(\.|\))(\s|$)/u;
/** 020 7946 0101, +44 20 7946 0101: amounts do not begin with 0 and a digit, nor have so many groups. */
const TELEPHONE = /^(0\d|\+\d{1,3}[ -]\d{2,4}[ -]\d{2})/;

const YEAR = /^(19|20)\d\d(s|\s?[/–-]\s?(\d\d|\d{4}))?$/;
const NUMERIC_DATE = /^(\d{4}-\d{2}|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](\d{2,4})?)(\D|$)/;
const EAST_ASIAN_DATE = /^\d{1,4}\s?[年년]|^\d{1,2}\s?[月월]\s?\d{1,2}/;
const TIME =
  /^\d{1,2}\s?h\s?\d\d(\D|$)|^\d{1,2}([:.]\d\d)?\s?((am|pm|a\.m|p\.m|noon|midnight|Uhr|o['’]clock)(\P{L}|$)|[–-]\s?\d{1,2}([:.]\d\d)?\s?[ap]\.?m)|^([01]?\d|2[0-3]):[0-5]\d(\D|$)/iu;

/** Whether the opening words of a paragraph are an amount that may stand large: they begin with a figure and are no date. */
export function isFigure(words: string, language = 'en'): boolean {
  if (!OPENING.test(words) || ENDING.test(words) || ITEM.test(words) || TELEPHONE.test(words)) return false;
  return !(
    YEAR.test(words) ||
    NUMERIC_DATE.test(words) ||
    EAST_ASIAN_DATE.test(words) ||
    TIME.test(words) ||
    namesDay(words, language)
  );
}

/** "14 May", "14th of May 2026", "14–16 May", "14 and 15 mai": digits, and before anything else the name of a month. */
function namesDay(words: string, language: string): boolean {
  const months = new Set([...monthsOf('en'), ...monthsOf(language)]);
  const joints = /^(\d{1,4}|st|nd|rd|th|er|of|de|and|to|or|und|et|bis|a|y|e|i|º|ª|eg|fed|ed|af|il|ydd|ain)$/;
  for (const word of words.match(/\p{L}[\p{L}\p{M}]*|\d+|[ºª]/gu) ?? []) {
    // Hebrew writes “on” and “in” as part of the month.
    if (months.has(word) || months.has(word.replace(/^[בלמ]/, ''))) return true;
    if (!joints.test(word)) return false;
  }
  return false;
}

const known = new Map<string, string[]>();

/** Capitals count: "5 may apply" is no date. */
function monthsOf(language: string): string[] {
  const names = known.get(language) ?? namesOfMonths(language);
  known.set(language, names);
  return names;
}

function namesOfMonths(language: string): string[] {
  const formats = (['long', 'short'] as const).map(
    (month) => new Intl.DateTimeFormat(language, { month, day: 'numeric', timeZone: 'UTC' }),
  );
  const names = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1))).flatMap((date) =>
    formats.flatMap((format) =>
      format
        .formatToParts(date)
        .flatMap(({ type, value }) => (type === 'month' ? [value.replace(/\.$/, '')] : [])),
    ),
  );
  return [
    ...names,
    ...names.map((name) => name.toUpperCase()),
    ...(language === 'en' ? ['Sept', 'SEPT'] : []),
  ].filter((name) => /\p{L}/u.test(name));
}
