import { z } from 'zod';
import { articleRules, line, missing, optionalField } from '../../articles/index.ts';
import { contactSchema, editionSchema, mapping } from './schema.ts';

const { headline, summary, organisation, alt, caption, link } = articleRules;
/** What a translation may repeat of its original, and cannot change. */
const repeated = optionalField(line(300));

const picture = z.strictObject({ file: repeated, alt: optionalField(alt), caption }, { error: mapping });

export const translationSchema = z.strictObject(
  {
    headline,
    summary,
    organisation,
    section: repeated,
    position: repeated,
    published: repeated,
    language: repeated,
    contact: optionalField(contactSchema),
    image: optionalField(picture),
    pictures: optionalField(z.array(picture, { error: missing('a list, one "- alt: …" for each picture') })),
    links: optionalField(z.array(link, { error: missing('a list') })),
  },
  { error: mapping },
);

const { cover, title, strapline, preheader, publisher } = editionSchema.shape;

const section = z.strictObject(
  { slug: line(200), label: optionalField(line(80)), description: optionalField(line(300)) },
  { error: missing('slug, label and description') },
);

export const editionTranslationSchema = z.strictObject(
  {
    cover: optionalField(cover),
    title: optionalField(title),
    strapline,
    preheader,
    publisher: optionalField(publisher),
    sections: optionalField(z.array(section, { error: missing('a list, one "- slug: …" for each section') })),
  },
  { error: mapping },
);

export type TranslationFields = z.output<typeof translationSchema>;
export type EditionTranslationFields = z.output<typeof editionTranslationSchema>;
