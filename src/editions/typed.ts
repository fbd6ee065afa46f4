import { z } from 'zod';
import { badCharacter, readBody } from '../articles/index.ts';
import { editionSchema } from './folder/schema.ts';

/** The fields of an edition as an editor sees them, besides its number and its sections. */
export const EDITION_FIELDS = [
  'cover',
  'title',
  'strapline',
  'preheader',
  'subject',
  'welcome',
  'publisher',
  'mailbox',
] as const;
export type EditionField = (typeof EDITION_FIELDS)[number];

/** As typed: nothing is wrong yet, and nothing is right. */
export type TypedEdition = Record<EditionField, string>;
/** `sentence` goes on from the field's name: "is empty." */
export type EditionProblem = { field: EditionField | 'number' | 'sections'; sentence: string };

/** Takes what is known of the fields; what is left out is empty. */
export const typedEdition = (given: Partial<Record<string, string | null>>): TypedEdition =>
  Object.fromEntries(EDITION_FIELDS.map((field) => [field, given[field] ?? ''])) as TypedEdition;

const WELCOME_MAX = 100_000;

const welcome = z.string().transform((text, context) => {
  const clean = text.replace(/\r\n?/g, '\n').trim();
  const [unfit] = readBody(clean.slice(0, WELCOME_MAX)).faults;
  const wrong =
    badCharacter(clean) ??
    (clean.length > WELCOME_MAX
      ? `has ${clean.length} characters: at most ${WELCOME_MAX}.`
      : unfit && `cannot be printed. Line ${unfit.line}: ${unfit.sentence}`);
  if (wrong) context.addIssue(wrong);
  return clean;
});

const { cover, title, strapline, preheader, subject, publisher, mailbox, number } = editionSchema.shape;
const rules = z.object({ cover, title, strapline, preheader, subject, welcome, publisher, mailbox });

export type OwnPage = {
  cover: string;
  title: string;
  strapline: string;
  preheader: string | null;
  subject: 'stories' | null;
  welcome: string;
  publisher: string;
  mailbox: string;
};

/** The columns of an edition's own page, by the rules of `edition.yaml`; or all that is wrong. */
export function readTypedEdition(
  typed: TypedEdition,
): { page: OwnPage; problems?: undefined } | { page?: undefined; problems: EditionProblem[] } {
  const read = rules.safeParse(typed);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({
      field: path[0] as EditionField,
      sentence: message,
    }));
    return { problems };
  }
  const { strapline, preheader, subject, mailbox, ...rest } = read.data;
  return {
    page: {
      ...rest,
      strapline: strapline ?? '',
      preheader: preheader ?? null,
      subject: subject === 'stories' ? subject : null,
      mailbox: mailbox as string,
    },
  };
}

/** A number as somebody types it; a sentence that goes on from the field's name where it is none. */
export function readTypedNumber(typed: string): { number: number } | { sentence: string } {
  const read = number.safeParse(typed);
  return read.success
    ? { number: read.data }
    : { sentence: read.error.issues[0]?.message ?? 'must be a whole number.' };
}
