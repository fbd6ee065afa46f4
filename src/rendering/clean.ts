/**
 * What no rendering may hold: the characters that XML 1.0 §2.2 forbids (one breaks a whole feed) and half surrogates,
 * which PostgreSQL's jsonb refuses. Everything else is the author's.
 */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export const cleanText = (text: string) => text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');

/** One line: for headlines, names, labels and whatever goes into a mail header. */
export const oneLine = (text: string) =>
  cleanText(text)
    .replace(/[\t\n \u0085\u2028\u2029]+/g, ' ')
    .trim();

/** Applies `cleanText` to every string of a plain JSON value. */
export function cleanDeep<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((inner) => cleanDeep(inner as unknown)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleanDeep(inner)])) as T;
}
