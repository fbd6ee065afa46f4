/**
 * The characters that no text of ours may hold: those that XML 1.0 §2.2 forbids or discourages (one forbidden one breaks
 * a whole feed), which HTML §13.2.3.5 calls errors too, and which a terminal may obey. PostgreSQL refuses NUL. Tab and
 * line ends are no part of it; soft hyphens, joiners and direction marks are text and stay.
 */
const CONTROLS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u0084\\u0086-\\u009f';
const forbidden = (flags: string) => new RegExp(`[${CONTROLS}]|\\p{Noncharacter_Code_Point}`, flags);
const FIRST_FORBIDDEN = forbidden('u');
const EVERY_FORBIDDEN = forbidden('gu');

/** The first forbidden character of a text. */
export const forbiddenCharacter = (text: string): string | undefined => FIRST_FORBIDDEN.exec(text)?.[0];

/** Whether a text holds half a character, which has no UTF-8 form and which PostgreSQL's jsonb refuses. */
export const hasHalfCharacter = (text: string): boolean => /\p{Surrogate}/u.test(text);

/**
 * What comes from where nobody can be asked to correct it, safe for PostgreSQL, XML, HTML and mail: `\n` line ends, no
 * forbidden character, U+FFFD for half a character. Everything else is the author's.
 */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|\u0085/g, '\n')
    .replace(EVERY_FORBIDDEN, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * One line: for headlines, names, labels and whatever goes into a mail header. It closes the text directions that it
 * opens: a paragraph's end does that for a document, but a line stands inside other lines.
 */
export const oneLine = (text: string): string =>
  closeDirections(
    cleanText(text)
      .replace(/[\t\n \u2028\u2029]+/g, ' ')
      .trim(),
  );

/** Cleans every string of a plain JSON value, to one line but under the keys of `documents`. */
export function cleanDeep<T>(value: T, documents: readonly string[] = []): T {
  if (typeof value === 'string') return oneLine(value) as T;
  if (Array.isArray(value)) return value.map((inner) => cleanDeep(inner as unknown, documents)) as T;
  if (value === null || typeof value !== 'object') return value;
  const cleaned = Object.entries(value).map(([key, inner]) => [
    key,
    typeof inner === 'string' && documents.includes(key) ? cleanText(inner) : cleanDeep(inner, documents),
  ]);
  return Object.fromEntries(cleaned) as T;
}

const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/;
const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';

/**
 * Closes the explicit directions of Unicode UAX #9 §2 that are open at the end, and drops what closes nothing; the end
 * of an isolate ends the embeddings in it.
 */
function closeDirections(line: string): string {
  if (!DIRECTIONS.test(line)) return line;
  const open: string[] = [];
  let closed = '';
  for (const letter of line) {
    if (letter === POP_EMBEDDING || letter === POP_ISOLATE) {
      const at = open.lastIndexOf(letter);
      if (at < 0 || (letter === POP_EMBEDDING && at < open.length - 1)) continue;
      open.length = at;
    } else if (/[\u202a\u202b\u202d\u202e]/.test(letter)) open.push(POP_EMBEDDING);
    else if (/[\u2066-\u2068]/.test(letter)) open.push(POP_ISOLATE);
    closed += letter;
  }
  return closed + open.reverse().join('');
}
