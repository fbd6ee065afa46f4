import { z } from 'zod';
import {
  isSlug,
  oneLine,
  parseEmailAddress,
  parseLanguage,
  sectionSlug,
  sentenceOf,
} from '../../core/index.ts';
import { badCharacter } from './text.ts';

const missing = (sort: string) => (issue: { input?: unknown }) =>
  issue.input === undefined ? 'is missing.' : issue.input === null ? 'is empty.' : `must be ${sort}.`;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** One line of text: white space at the ends goes, inside it is one space. */
const line = (max: number) =>
  z
    .string({ error: missing('text') })
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .superRefine((text, context) => {
      const bad = badCharacter(text);
      if (bad) context.addIssue(bad);
      else if (!VISIBLE.test(text)) context.addIssue('is empty.');
      else if ([...text].length > max) {
        context.addIssue(`has ${[...text].length} characters: at most ${max}.`);
      }
    })
    .transform(oneLine);

/** A key that may be left out or left empty. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

const whole = (least: number) =>
  line(20).transform((text, context) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least) return value;
    context.addIssue(`must be a whole number from ${least} to 999999999, such as 7.`);
    return z.NEVER;
  });

const email = line(300).transform((text, context) => {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    context.addIssue(`is no e-mail address. ${sentenceOf(error)}`);
    return z.NEVER;
  }
});

const url = line(2_000).superRefine((text, context) => {
  const good = URL.canParse(text) && /^https?:\/\/[^\s"<>]+$/i.test(text);
  if (!good) context.addIssue('must be a whole address such as https://example.org/page.');
});

const date = line(40).superRefine((text, context) => {
  const day = new Date(`${text}T00:00:00Z`);
  const good = /^\d{4}-\d{2}-\d{2}$/.test(text) && day.getTime() && day.toISOString().startsWith(text);
  if (!good) context.addIssue('must be a date such as 2017-03-16.');
});

const slug = line(200).transform((text, context) => {
  if (isSlug(text)) return sectionSlug(text);
  context.addIssue('must be lower-case letters, digits and hyphens, such as law-enforcement.');
  return z.NEVER;
});

const colour = line(40).superRefine((text, context) => {
  if (!/^#[0-9a-f]{6}$/i.test(text)) context.addIssue('must be a colour such as "#1d70b8", in quotes.');
});

const language = line(35).transform((text, context) => {
  try {
    return parseLanguage(text);
  } catch (error) {
    context.addIssue(sentenceOf(error));
    return z.NEVER;
  }
});

const section = z.strictObject(
  {
    slug,
    label: line(80),
    description: optional(line(300)),
    colour: optional(colour),
    language: optional(language),
  },
  { error: missing('slug, label and description') },
);

const sections = z
  .array(section, { error: missing('a list, one "- slug: …" for each section') })
  .min(1, 'is empty: an edition needs a section.')
  .superRefine((list, context) => {
    for (const [at, { slug: own }] of list.entries()) {
      const first = list.findIndex((other) => other.slug === own);
      if (first < at) {
        context.addIssue({
          code: 'custom',
          path: [at, 'slug'],
          message: `"${own}" stands twice: each slug once.`,
        });
      }
    }
  });

const mapping = missing('keys with values, one a line');

export const editionSchema = z.strictObject(
  {
    number: whole(1),
    cover: line(80),
    title: line(120),
    strapline: optional(line(300)),
    preheader: optional(line(300)),
    publisher: line(200),
    mailbox: email,
    language: optional(language),
    sections,
  },
  { error: mapping },
);

const contact = z
  .strictObject(
    {
      name: optional(line(200)),
      role: optional(line(200)),
      email: optional(email),
      phone: optional(line(60)),
      url: optional(url),
    },
    { error: mapping },
  )
  .refine(
    (value) => Object.values(value).some(Boolean),
    'is empty: give a name, an e-mail address or a phone number.',
  );

const image = z.strictObject(
  { file: line(300), alt: line(600), caption: optional(line(600)) },
  { error: mapping },
);

export const articleSchema = z.strictObject(
  {
    headline: line(250),
    section: line(200),
    summary: optional(line(1_000)),
    organisation: optional(line(200)),
    position: optional(whole(0)),
    published: optional(date),
    language: optional(language),
    contact: optional(contact),
    image: optional(image),
    links: optional(
      z.array(z.strictObject({ text: line(200), url }, { error: mapping }), { error: missing('a list') }),
    ),
  },
  { error: mapping },
);

export type EditionFields = z.output<typeof editionSchema>;
export type ArticleFields = z.output<typeof articleSchema>;
