const RAISED = new Map(
  [...'0123456789+-−=()ni'].map((letter, at) => [letter, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'][at] ?? letter]),
);
const LOWERED = new Map(
  [...'0123456789+-−=()'].map((letter, at) => [letter, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][at] ?? letter]),
);
/** Endings of ordinals and the like, which lose nothing on the line: 1st, 2e, Nº; and notes, which bring their brackets. */
const ON_LINE = /^(st|nd|rd|th|e|er|re|ère|ème|o|a|º|ª|®|™|©|[*†‡§]+|[[(].*|\s*)$/i;

/** Words set above or below the line, in letters that say so where there are any: 10⁶ is not 106. */
export function raised(words: string, where: 'sup' | 'sub'): string {
  const letters = where === 'sup' ? RAISED : LOWERED;
  const mapped = [...words].map((letter) => letters.get(letter));
  if (mapped.every((letter) => letter !== undefined)) return mapped.join('');
  if (/^tm$/i.test(words)) return '™';
  if (where === 'sup' && ON_LINE.test(words)) return words;
  const mark = where === 'sup' ? '^' : '_';
  return words.length === 1 ? mark + words : `${mark}(${words})`;
}
