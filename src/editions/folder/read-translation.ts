import { type ArticleTranslation, type EditionTranslation, parseLanguage } from '../../core/index.ts';
import { withoutGaps } from '../without-gaps.ts';
import { checked, lineAt } from './checked.ts';
import type { FolderFault } from './faults.ts';
import type { Listing } from './files.ts';
import { cutFrontMatter } from './front-matter.ts';
import type { TranslationFile } from './languages.ts';
import { didYouMean } from './nearest.ts';
import type { ArticleFields } from './schema.ts';
import { bodyRemarks, NO_FRONT_MATTER, readDocument, readFolderText } from './texts.ts';
import { editionTranslationSchema, type TranslationFields, translationSchema } from './translation-schema.ts';
import { readYaml } from './yaml.ts';

export type ReadTranslation = {
  of: string;
  language: string;
  words?: ArticleTranslation;
  faults: FolderFault[];
  notes: FolderFault[];
};

/** @param original as far as it could be read */
export async function readTranslation(
  listing: Pick<Listing, 'root'>,
  named: TranslationFile,
  original: ArticleFields | undefined,
): Promise<ReadTranslation> {
  const { of, language } = named;
  const file = named.file.normalize('NFC');
  const refused = (faults: FolderFault[]) => ({ of, language, faults, notes: [] });
  const { text, faults } = await readFolderText(listing, named.file);
  if (faults.length > 0) return refused(faults.map((one) => ({ ...one, file })));
  const cut = cutFrontMatter(text);
  if (!cut) return refused([{ file, line: 1, sentence: NO_FRONT_MATTER }]);
  const source = readYaml(file, cut.yaml, 1);
  const { value: fields, faults: wrong } = checked(file, source, translationSchema);
  if (cut.body === '')
    wrong.push({ file, line: cut.bodyLine, field: 'body', sentence: 'is empty: write the translation.' });
  const remarks = bodyRemarks(file, cut.body, cut.bodyLine);
  wrong.push(...remarks.faults);
  if (fields && original) {
    const other = elsewhere(fields, original, named);
    wrong.push(
      ...other.map(({ field, sentence }) => ({
        file,
        line: lineAt(source, field.split('.')),
        field,
        sentence,
      })),
    );
  }
  if (!fields || wrong.length > 0) return refused(wrong);
  return { of, language, words: wordsOf(fields, cut.body, original), faults: [], notes: remarks.notes };
}

/** What a translation says otherwise of its place: it stands where its original does. */
function elsewhere(fields: TranslationFields, original: ArticleFields, { of, language }: TranslationFile) {
  const { section, position, published, image, pictures = [] } = original;
  const pairs = [
    ['section', fields.section, section],
    ['position', fields.position, position?.toString()],
    ['published', fields.published, published],
    ['language', fields.language && sameTag(fields.language), language],
    ['image.file', fields.image?.file, image?.file],
    ...(fields.pictures ?? []).map(
      ({ file }, at) => [`pictures.${at}.file`, file, pictures[at]?.file] as const,
    ),
  ] as const;
  const said = pairs.flatMap(([field, here, there]) =>
    here === undefined || here === there
      ? []
      : [{ field, sentence: differs(field, { here, there, of, language }) }],
  );
  const more = (field: string) => ({ field, sentence: `speaks of a picture, and ${of} has none.` });
  return [
    ...said,
    ...(fields.image && !image && !fields.image.file ? [more('image')] : []),
    ...((fields.pictures ?? []).length > pictures.length ? [more(`pictures.${pictures.length}`)] : []),
  ];
}

function sameTag(tag: string): string {
  try {
    return parseLanguage(tag);
  } catch {
    return tag;
  }
}

type Differing = { here: string; there: string | undefined; of: string; language: string };

const differs = (field: string, { here, there, of, language }: Differing) =>
  field === 'language'
    ? `is "${here}", and the file’s name says ${language}: leave it out.`
    : `is "${here}", and ${of} says ${there === undefined ? 'nothing' : `"${there}"`}: a translation stands where its original does. Leave it out.`;

function wordsOf(
  fields: TranslationFields,
  body: string,
  original: ArticleFields | undefined,
): ArticleTranslation {
  const { headline, summary = '', organisation, contact, image, pictures = [], links } = fields;
  const first = original?.image ? [image ?? {}] : [];
  const said = [...first, ...pictures].map(
    ({ alt, caption }: { alt?: string | undefined; caption?: string | undefined }) =>
      withoutGaps({ alt, caption }),
  );
  return {
    headline,
    summary,
    body,
    ...withoutGaps({
      organisation,
      contact: contact && withoutGaps(contact),
      pictures: image || pictures.length > 0 ? said : undefined,
      links,
    }),
  };
}

export type ReadEditionWords = {
  language: string;
  words: EditionTranslation;
  faults: FolderFault[];
  notes: FolderFault[];
};

/** `edition.cy.yaml` or `welcome.cy.md`. */
export async function readEditionWords(
  listing: Pick<Listing, 'root'>,
  { file, of, language }: TranslationFile,
  slugs: readonly string[] | undefined,
): Promise<ReadEditionWords> {
  if (of !== 'edition.yaml') {
    const { text, faults, notes = [] } = await readDocument(listing, file);
    return { language, words: text === '' ? {} : { welcome: text }, faults, notes };
  }
  const { text, faults } = await readFolderText(listing, file);
  if (faults.length > 0) return { language, words: {}, faults, notes: [] };
  const source = readYaml(file, text);
  const { value, faults: wrong } = checked(file, source, editionTranslationSchema);
  for (const [at, { slug }] of (value?.sections ?? []).entries()) {
    if (slugs === undefined || slugs.includes(slug)) continue;
    const sentence = `"${slug}" is no section of edition.yaml (${slugs.join(', ')}).${didYouMean(slug, slugs)}`;
    const field = `sections.${at}.slug`;
    wrong.push({ file, line: lineAt(source, field.split('.')), field, sentence });
  }
  const { sections = [], ...own } = value ?? {};
  const labels = sections.map(({ slug, ...words }) => [slug, withoutGaps(words)] as const);
  const words = {
    ...withoutGaps(own),
    ...(labels.length > 0 ? { sections: Object.fromEntries(labels) } : {}),
  };
  return { language, words, faults: wrong, notes: [] };
}
