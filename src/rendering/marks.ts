import { randomBytes } from 'node:crypto';
import type { ArticleForm, Marks, Pair } from '../../templates/mail/props.ts';

/** What the sections of a mail decide: the address of the reader's own view on the web, that of a sign-up to the same sections, and what a mailbox shows beside a subject by stories. */
export type MailPlace = 'browser' | 'forward' | 'preheader';

/**
 * A run of a rendering, and in whose mail it stands: always, or only with one section, or only with one form of one
 * article. A `place` is filled for each set of sections.
 */
export type MailPart = {
  text: string;
  /** Length in UTF-8, slots as they stand. */
  octets: number;
  section?: number;
  article?: number;
  form?: ArticleForm;
  place?: MailPlace;
};

/** Drawn anew for each compilation, so that nobody can have written it into an article beforehand. */
export const drawToken = () => `q${randomBytes(10).toString('hex')}`;
const LETTERS = { v: 'browser', f: 'forward', h: 'preheader' } as const satisfies Record<string, MailPlace>;
const PLACES = Object.fromEntries(
  Object.entries(LETTERS).map(([letter, place]) => [place, letter]),
) as Record<MailPlace, string>;
/** What stands for a place until it is cut out. */
export const placeToken = (token: string, place: MailPlace) => `${token}${PLACES[place]}`;

export const noMarks: Marks = {
  section: () => ({ open: '', close: '' }),
  form: () => ({ open: '', close: '' }),
};

export function marksFor(token: string): Marks {
  const pair = (name: string): Pair => ({ open: `<!--${token}:${name}-->`, close: `<!--${token}:end-->` });
  return {
    section: (index) => pair(`section${index}`),
    form: (article, form) => pair(`${form}${article}`),
  };
}

/**
 * MJML closes and opens Outlook's conditional comment at each block and then merges the two; a mark between them
 * prevents that. Every block starts and ends alike, so merging around the marks is right for any set of sections.
 */
export function mergeConditionals(html: string, token: string): string {
  const joint = new RegExp(`<!\\[endif\\]-->((?:<!--${token}:[a-z0-9]+-->)+)<!--\\[if mso \\| IE\\]>`, 'g');
  return html.replace(joint, '$1');
}

/** Cuts a marked rendering into parts. Joining all parts that hold for a set of sections gives that set's rendering. */
export function cut(marked: string, token: string): MailPart[] {
  const parts: MailPart[] = [];
  const open: Omit<MailPart, 'text' | 'octets'>[] = [{}];
  const pattern = new RegExp(
    `<!--${token}:(end|section(\\d+)|(full|short|headline)(\\d+))-->|${token}([vfh])`,
    'g',
  );
  let from = 0;
  const add = (text: string, more: { place?: MailPlace } = {}) => {
    if (text !== '' || more.place)
      parts.push({ text, octets: Buffer.byteLength(text), ...open.at(-1), ...more });
  };
  for (const match of marked.matchAll(pattern)) {
    add(marked.slice(from, match.index));
    from = match.index + match[0].length;
    const [, name, section, form, article, letter] = match;
    if (letter) add('', { place: LETTERS[letter as keyof typeof LETTERS] });
    else if (name === 'end') open.pop();
    else if (section) open.push({ ...open.at(-1), section: Number(section) });
    else open.push({ ...open.at(-1), article: Number(article), form: form as ArticleForm });
  }
  add(marked.slice(from));
  return parts;
}
