import { z } from 'zod';
import { articleRules, emailRule, languageRule, line, missing, optionalField } from '../../articles/index.ts';
import { isSlug, sectionSlug } from '../../core/index.ts';

const whole = (least: number) =>
  line(20).transform((text, context) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least) return value;
    context.addIssue(`must be a whole number from ${least} to 999999999, such as 7.`);
    return z.NEVER;
  });

const slug = line(200).transform((text, context) => {
  if (isSlug(text)) return sectionSlug(text);
  context.addIssue('must be lower-case letters, digits and hyphens, such as law-enforcement.');
  return z.NEVER;
});

const colour = line(40).superRefine((text, context) => {
  if (!/^#[0-9a-f]{6}$/i.test(text)) context.addIssue('must be a colour such as "#1d70b8", in quotes.');
});

const section = z.strictObject(
  {
    slug,
    label: line(80),
    description: optionalField(line(300)),
    colour: optionalField(colour),
    language: optionalField(languageRule),
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

export const mapping = missing('keys with values, one a line');

/** What the subject of its mails says: the title with cover date and number, or each reader's own first story. */
const subjectRule = z.enum(['title', 'stories'], { error: 'must be `title` or `stories`.' });

export const editionSchema = z.strictObject(
  {
    number: whole(1),
    cover: line(80),
    title: line(120),
    strapline: optionalField(line(300)),
    preheader: optionalField(line(300)),
    subject: optionalField(subjectRule),
    publisher: line(200),
    mailbox: emailRule,
    language: optionalField(languageRule),
    sections,
  },
  { error: mapping },
);

export const contactSchema = z
  .strictObject(articleRules.contact, { error: mapping })
  .refine(
    (value) => Object.values(value).some(Boolean),
    'is empty: give a name, an e-mail address or a phone number.',
  );

const { alt, caption, link, headline, summary, organisation, published } = articleRules;
const image = z.strictObject({ file: line(300), alt, caption }, { error: mapping });

export const articleSchema = z.strictObject(
  {
    headline,
    section: line(200),
    summary,
    organisation,
    position: optionalField(whole(0)),
    published,
    language: articleRules.language,
    contact: optionalField(contactSchema),
    image: optionalField(image),
    /** Those that follow `image`, or all of them where there is none. */
    pictures: optionalField(z.array(image, { error: missing('a list, one "- file: …" for each picture') })),
    links: optionalField(z.array(link, { error: missing('a list') })),
  },
  { error: mapping },
);

export type EditionFields = z.output<typeof editionSchema>;
export type ArticleFields = z.output<typeof articleSchema>;
