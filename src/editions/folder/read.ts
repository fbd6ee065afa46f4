import { type AdmittedImage, badCharacter, IMAGE_MAX_OCTETS, type ImageDoor } from '../../articles/index.ts';
import {
  type ArticleTranslation,
  type ByLanguage,
  type EditionTranslation,
  fault,
  isFault,
  PICTURES_MOST,
} from '../../core/index.ts';
import { checked, lineAt } from './checked.ts';
import { describeFault, type FolderFault, inReadingOrder } from './faults.ts';
import { type Listing, listFolder, readInside } from './files.ts';
import { cutFrontMatter } from './front-matter.ts';
import { sortByLanguage } from './languages.ts';
import { didYouMean } from './nearest.ts';
import {
  type ReadEditionWords,
  type ReadTranslation,
  readEditionWords,
  readTranslation,
} from './read-translation.ts';
import { type ArticleFields, articleSchema, type EditionFields, editionSchema } from './schema.ts';
import { bodyRemarks, NO_FRONT_MATTER, type ReadText, readDocument, readFolderText } from './texts.ts';
import { type Plain, pathOf, readYaml, type YamlSource } from './yaml.ts';

export type ArticleFile = {
  file: string;
  fields: ArticleFields;
  body: string;
  /** The line of the file on which the body starts. */
  bodyLine: number;
  headlineLine: number;
  /** Of its pictures in their order. */
  images: AdmittedImage[];
  translations: ByLanguage<ArticleTranslation>;
};

/** An edition folder in which everything is well. */
export type EditionFolder = {
  fields: EditionFields;
  welcome: string;
  /** Of the edition's own words. */
  translations: ByLanguage<EditionTranslation>;
  articles: ArticleFile[];
  /** Names in the folder that were not read. */
  ignored: string[];
  /** What was taken and is not quite as it came. */
  notes: FolderFault[];
};

/** `languages`: those of the installation; of one alone there are no translations. */
type Door = { images: Pick<ImageDoor, 'admit'>; languages: readonly string[] };

/**
 * Reads `DIR/edition.yaml`, `DIR/welcome.md` and one Markdown file per article, and each in other languages: `edition.cy.yaml`,
 * `welcome.cy.md`, `01-beans.cy.md`. Nothing is stored here.
 * @throws Fault `not-found` without such a folder; `invalid` with every fault of every file in `details`.
 */
export async function readEditionFolder(dir: string, { images, languages }: Door): Promise<EditionFolder> {
  const listing = await listFolder(dir);
  const edition = await readEdition(listing);
  const sorted = sortByLanguage(listing, { languages, own: edition.fields?.language });
  const welcome = await readWelcome(listing);
  const articles = [];
  for (const file of sorted.articles)
    articles.push(await readArticle({ listing, slugs: edition.slugs, images }, file));
  const translations: ReadTranslation[] = [];
  for (const named of sorted.translations) {
    const original = articles.find(({ file }) => file === named.of.normalize('NFC'));
    translations.push(await readTranslation(listing, named, original?.fields));
  }
  const ofEdition: ReadEditionWords[] = [];
  for (const named of sorted.ofEdition) ofEdition.push(await readEditionWords(listing, named, edition.slugs));

  const parts = [edition, welcome, ...articles, ...translations, ...ofEdition];
  const faults = [...sorted.faults, ...parts.flatMap((part) => part.faults)];
  const read = articles.flatMap(({ file, article }) =>
    article ? [{ ...article, translations: translationsOf(file, translations) }] : [],
  );
  if (faults.length > 0 || !edition.fields) throw refusal(dir, faults);
  return {
    fields: edition.fields,
    welcome: welcome.text,
    translations: mergedByLanguage(ofEdition),
    articles: read,
    ignored: sorted.ignored,
    notes: inReadingOrder([
      ...[welcome, ...articles, ...translations, ...ofEdition].flatMap(({ notes = [] }) => notes),
      ...sameHeadlines(read),
    ]),
  };
}

const translationsOf = (file: string, all: readonly ReadTranslation[]): ByLanguage<ArticleTranslation> =>
  Object.fromEntries(
    all.flatMap(({ of, language, words }) =>
      words && of.normalize('NFC') === file ? [[language, words]] : [],
    ),
  );

/** The words of `edition.cy.yaml` and of `welcome.cy.md` together. */
function mergedByLanguage(read: readonly ReadEditionWords[]): ByLanguage<EditionTranslation> {
  const all: Record<string, EditionTranslation> = {};
  for (const { language, words } of read) {
    if (Object.keys(words).length > 0) all[language] = { ...all[language], ...words };
  }
  return all;
}

const spelt = (headline: string) => headline.toLowerCase();

const sameHeadlines = (articles: readonly Omit<ArticleFile, 'translations'>[]): FolderFault[] =>
  articles.flatMap(({ file, fields, headlineLine: line }, index) => {
    const first = articles.findIndex((other) => spelt(other.fields.headline) === spelt(fields.headline));
    const sentence = `stands over ${articles[first]?.file} too: readers cannot tell them apart.`;
    return first < index ? [{ file, line, field: 'headline', sentence }] : [];
  });

function refusal(dir: string, faults: readonly FolderFault[]) {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  return fault(
    'invalid',
    `The edition folder "${dir}" has ${count}; nothing was stored. Correct what is listed and import it again.`,
    inReadingOrder(faults).map(describeFault),
  );
}

async function readWelcome(listing: Listing): Promise<ReadText> {
  if (listing.welcome === undefined) {
    const sentence = 'is missing: write the welcome there (an empty file means none).';
    return { text: '', faults: [{ file: 'welcome.md', sentence }] };
  }
  return readDocument(listing, listing.welcome);
}

type ReadEdition = { fields?: EditionFields; slugs?: string[]; faults: FolderFault[] };

async function readEdition(listing: Listing): Promise<ReadEdition> {
  const file = 'edition.yaml';
  if (!listing.edition) {
    const hint = didYouMean(file, listing.ignored);
    return { faults: [{ file, sentence: `is missing: it holds number, cover, title and sections.${hint}` }] };
  }
  const { text, faults } = await readFolderText(listing, file);
  if (faults.length > 0) return { faults };
  const { value, faults: wrong } = checked(file, readYaml(file, text), editionSchema);
  return value
    ? { fields: value, slugs: value.sections.map(({ slug }) => slug), faults: wrong }
    : { faults: wrong };
}

/** `fields`: as they were read, whatever else is wrong. */
type ReadArticleResult = {
  file: string;
  fields?: ArticleFields | undefined;
  article?: Omit<ArticleFile, 'translations'>;
  faults: FolderFault[];
  notes?: FolderFault[];
};
type Reading = { listing: Listing; slugs: string[] | undefined; images: Pick<ImageDoor, 'admit'> };

async function readArticle({ listing, slugs, images }: Reading, name: string): Promise<ReadArticleResult> {
  const file = name.normalize('NFC');
  const { text, faults } = await readFolderText(listing, name);
  if (faults.length > 0) return { file, faults: faults.map((one) => ({ ...one, file })) };
  const cut = cutFrontMatter(text);
  if (!cut) return { file, faults: [{ file, line: 1, sentence: NO_FRONT_MATTER }] };

  const source = readYaml(file, cut.yaml, 1);
  const { value: fields, faults: wrong } = checked(file, source, articleSchema);
  if (cut.body === '')
    wrong.push({ file, line: cut.bodyLine, field: 'body', sentence: 'is empty: write the article.' });
  const remarks = bodyRemarks(file, cut.body, cut.bodyLine);
  wrong.push(...remarks.faults);
  const at = (field: string, sentence: string): FolderFault => ({
    file,
    line: lineAt(source, field.split('.')),
    field,
    sentence,
  });
  // Told in the same go as all else, so what they name is looked for whatever else is wrong.
  const section = textAt(source, 'section');
  if (slugs && section && !slugs.includes(section)) wrong.push(at('section', unknownSection(section, slugs)));
  const pictures = await readPictures(source, { listing, images });
  wrong.push(
    ...pictures.flatMap(({ field, image }) => (typeof image === 'string' ? [at(field, image)] : [])),
  );
  if (pictures.length > PICTURES_MOST) wrong.push(at('pictures', tooMany(pictures.length)));
  if (!fields || wrong.length > 0) return { file, fields, faults: wrong };
  const taken = pictures.flatMap(({ field, image }) => (typeof image === 'string' ? [] : [{ field, image }]));
  const notes = taken.flatMap(({ field, image }) => (image.note ? [at(field, image.note)] : []));
  return {
    file,
    fields,
    faults: [],
    notes: [...remarks.notes, ...notes],
    article: {
      file,
      fields,
      body: cut.body,
      bodyLine: cut.bodyLine,
      headlineLine: lineAt(source, ['headline']),
      images: taken.map(({ image }) => image),
    },
  };
}

type Picture = { field: string; image: AdmittedImage | string };

/** Each picture that the front matter names, or the sentence on why not; what has a fault already is not looked for. */
async function readPictures(
  source: YamlSource,
  { listing, images }: Omit<Reading, 'slugs'>,
): Promise<Picture[]> {
  const list = valueAt(source, ['pictures']);
  const paths = [
    ['image', 'file'],
    ...(Array.isArray(list) ? list.map((_, at) => ['pictures', String(at), 'file']) : []),
  ];
  const read: Picture[] = [];
  for (const path of paths) {
    const name = textAt(source, ...path);
    if (name) read.push({ field: pathOf(path), image: await readImage(listing, name, images) });
  }
  return read;
}

const tooMany = (count: number) =>
  `has ${count} files: an article may have ${PICTURES_MOST} pictures at most.`;

function valueAt({ value }: YamlSource, path: readonly string[]): Plain | undefined {
  let found: Plain | undefined = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Array.isArray(found) ? found[Number(step)] : found[step];
  }
  return found;
}

/** A value as it was typed, on one line; undefined when nothing is there, or it has a fault already. */
function textAt(source: YamlSource, ...path: string[]): string | undefined {
  if (source.faults.some(({ field }) => field === pathOf(path))) return undefined;
  const found = valueAt(source, path);
  const text = typeof found === 'string' ? found.replace(/\s+/g, ' ').trim() : '';
  return text === '' || badCharacter(text) ? undefined : text;
}

const unknownSection = (slug: string, slugs: readonly string[]) =>
  `"${slug}" is no section of edition.yaml (${slugs.join(', ')}).${didYouMean(slug, slugs)}`;

/** The image, or the sentence on why not. */
async function readImage(
  { root }: Listing,
  name: string,
  images: Pick<ImageDoor, 'admit'>,
): Promise<AdmittedImage | string> {
  const found = await readInside(root, name, IMAGE_MAX_OCTETS);
  if ('sentence' in found) return found.sentence;
  try {
    return await images.admit(found.bytes);
  } catch (error) {
    if (isFault(error) && error.code === 'invalid') return error.message;
    throw error;
  }
}
