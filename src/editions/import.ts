import { record } from '../acts/index.ts';
import {
  type ArticleContent,
  type FolderChanges,
  openImageDoor,
  reconcileFolder,
  releaseArticles,
  storeImage,
} from '../articles/index.ts';
import {
  type Actor,
  asPictures,
  type Clock,
  canonicalJson,
  type Database,
  type Db,
  type EditionNumber,
  type EditionSection,
  editionNumber,
  fault,
  picturesOf,
  type SectionId,
  type SectionSlug,
} from '../core/index.ts';
import { openSectionBook, registerSections } from '../sections/index.ts';
import { requireOpen } from './edition.ts';
import { describeFault, inReadingOrder } from './folder/faults.ts';
import { type ArticleFile, type EditionFolder, readEditionFolder } from './folder/read.ts';
import type { EditionFields } from './folder/schema.ts';
import { type EditionRow, insertEdition, latestEditionOf, lockEdition, updateEdition } from './store.ts';
import { withoutGaps } from './without-gaps.ts';

export type FolderReport = {
  edition: EditionNumber;
  /** What became of the edition's own page: cover, title, welcome, sections. */
  outcome: 'created' | 'updated' | 'unchanged';
  articles: FolderChanges;
  images: number;
  /** Names in the folder that were not read. */
  ignored: string[];
  /** Sentences on what was taken and is not quite as it came. */
  notes: string[];
};

/** `languages`: into which editions may be translated here; left out: there is one language. */
type ImportDeps = { db: Database; clock: Clock; languages?: readonly string[] };

/**
 * Makes the stored edition equal to the folder, in one transaction, or changes nothing at all. The same folder again
 * changes nothing.
 * @throws Fault `not-found` no such folder; `invalid` with every fault in `details`; `conflict` when the edition is
 * approved or cancelled.
 */
export async function importEditionFolder(
  { db, clock, languages = [] }: ImportDeps,
  dir: string,
  by: Actor,
): Promise<FolderReport> {
  const images = openImageDoor(db);
  const folder = await readEditionFolder(dir, { images, languages }).finally(images.close);
  const number = editionNumber(folder.fields.number);
  return db.transaction().execute(async (trx) => {
    const at = clock.now();
    const { outcome, ids } = await storeEdition(trx, folder, { by, at });
    const images = [
      ...new Map(
        folder.articles.flatMap((article) => article.images.map((image) => [image.hash, image] as const)),
      ).values(),
    ];
    images.sort((a, b) => (a.hash < b.hash ? -1 : 1));
    for (const image of images) await storeImage(trx, image);
    const files = folder.articles.map((article) => ({
      file: article.file,
      content: contentOf(article, ids),
      bodyLine: article.bodyLine,
    }));
    const { notes: texts, ...articles } = await reconcileFolder(trx, { edition: number, by, at }, files);
    await releaseArticles(trx, { edition: number, at, sections: inEdition(folder, ids) });
    await noteImport(trx, { number, outcome, articles, by, at });
    const { ignored, notes } = folder;
    return {
      edition: number,
      outcome,
      articles,
      images: images.length,
      ignored,
      notes: inReadingOrder([...notes, ...texts]).map(describeFault),
    };
  });
}

type Imported = Pick<FolderReport, 'outcome' | 'articles'> & { number: EditionNumber; by: Actor; at: Date };

/** Whoever brings in what was there before has changed nothing, and is not the content's last editor. */
async function noteImport(trx: Db, { number, outcome, articles, by, at }: Imported): Promise<void> {
  const { created, updated, withdrawn } = articles;
  if (outcome === 'unchanged' && created.length + updated.length + withdrawn.length === 0) return;
  const params = { outcome, created: created.length, updated: updated.length, withdrawn: withdrawn.length };
  await record(trx, { act: 'edition.imported', by, subject: number, params }, at);
}

type SectionIds = Map<SectionSlug, SectionId>;

const inEdition = ({ fields }: EditionFolder, ids: SectionIds): SectionId[] =>
  fields.sections.flatMap(({ slug }) => ids.get(slug) ?? []);

type By = { by: Actor; at: Date };

async function storeEdition(trx: Db, { fields, welcome, translations }: EditionFolder, on: By) {
  const number = editionNumber(fields.number);
  const sections = sectionsOf(fields);
  const wanted = ownColumns(fields, welcome);
  const words = Object.keys(translations).length > 0 ? translations : null;
  const stored = {
    ...wanted,
    sections: JSON.stringify(sections),
    translations: words && JSON.stringify(words),
  };
  const created = await insertEdition(trx, { number, state: 'planned', created_at: on.at, ...stored });
  const edition = await lockEdition(trx, number);
  if (!edition) throw fault('conflict', `Edition ${number} has just been removed: import it again.`);
  requireOpen(edition);
  const ids = await sectionIds(trx, edition, { sections, language: fields.language, ...on }, created);
  const outcome = created
    ? 'created'
    : same(edition, { ...wanted, sections, translations: words })
      ? 'unchanged'
      : 'updated';
  if (outcome === 'updated') await updateEdition(trx, number, stored);
  return { outcome, ids } as const;
}

/** An edition's sections, and the language of those that say none. */
type Named = By & { sections: EditionSection[]; language: string | undefined };

/** A desk may have renamed a section since: only a folder that itself changed speaks about labels again. */
async function sectionIds(
  trx: Db,
  edition: EditionRow,
  { sections, language, by, at }: Named,
  created: boolean,
) {
  await refuseRetired(trx, sections);
  const stored = { sections: edition.sections, language: edition.language ?? undefined };
  const changed = created || canonicalJson(stored) !== canonicalJson({ sections, language });
  const named = sections.map((section) => ({ ...(language === undefined ? {} : { language }), ...section }));
  const latest: EditionSection[] = [];
  for (const section of changed ? named : []) {
    const last = await latestEditionOf(trx, section.slug);
    if (last === undefined || last <= edition.number) latest.push(section);
  }
  await registerSections(trx, named, { latest: false, by, at });
  return registerSections(trx, latest, { by, at });
}

async function refuseRetired(trx: Db, sections: EditionSection[]): Promise<void> {
  const book = await openSectionBook(trx);
  const wanted = new Set(sections.map(({ slug }) => slug));
  const retired = book.everything.filter((section) => section.retired && wanted.has(section.slug));
  if (retired.length === 0) return;
  const details = retired.map(({ slug, mergedInto }) => {
    const into = mergedInto === null ? undefined : book.get(mergedInto);
    return `edition.yaml sections: "${slug}" is retired${into ? `: its readers now get "${into.slug}"` : ''}.`;
  });
  throw fault('invalid', 'The edition names a section that is retired; nothing was stored.', details);
}

const sectionsOf = (fields: EditionFields): EditionSection[] =>
  fields.sections.map(({ slug, label, description = '', colour, language }) => ({
    slug,
    label,
    description,
    ...(colour === undefined ? {} : { colour: colour.toLowerCase() }),
    ...(language === undefined ? {} : { language }),
  }));

const ownColumns = (fields: EditionFields, welcome: string) => ({
  cover: fields.cover,
  title: fields.title,
  strapline: fields.strapline ?? '',
  preheader: fields.preheader ?? null,
  subject: fields.subject === 'stories' ? fields.subject : null,
  publisher: fields.publisher,
  mailbox: fields.mailbox as string,
  welcome,
  language: fields.language ?? null,
});

type Own = ReturnType<typeof ownColumns> & Pick<EditionRow, 'sections' | 'translations'>;

function same(edition: EditionRow, wanted: Own): boolean {
  const names = Object.keys(wanted) as (keyof Own)[];
  const own = Object.fromEntries(names.map((name) => [name, edition[name]]));
  return canonicalJson(own) === canonicalJson(wanted);
}

function contentOf({ fields, body, images, translations }: ArticleFile, ids: SectionIds): ArticleContent {
  const sectionId = ids.get(fields.section as SectionSlug);
  if (sectionId === undefined) throw fault('invalid', `There is no section "${fields.section}".`);
  const { headline, summary = '', organisation, position, published, contact, language, links = [] } = fields;
  return {
    sectionId,
    headline,
    summary,
    body,
    links,
    ...(Object.keys(translations).length > 0 ? { translations } : {}),
    ...(organisation === undefined ? {} : { organisation }),
    ...(position === undefined ? {} : { position }),
    ...(published === undefined ? {} : { publishedOn: published }),
    ...(language === undefined ? {} : { language }),
    ...(contact === undefined ? {} : { contact: withoutGaps(contact) }),
    ...asPictures(
      picturesOf(fields).flatMap((picture, at) => {
        const hash = images[at]?.hash;
        return hash === undefined ? [] : [{ hash, ...withoutGaps(captioned(picture)) }];
      }),
    ),
  };
}

const captioned = ({ alt, caption }: { alt: string; caption?: string | undefined }) => ({ alt, caption });
