import { editionArticles, type ImageFacts } from '../articles/index.ts';
import {
  type ArticleImage,
  asPictures,
  type Clock,
  type ContentHash,
  canonicalJson,
  cleanDeep,
  type Db,
  type EditionNumber,
  fault,
  GRAMMAR,
  type Grammar,
  picturesOf,
  sha256,
} from '../core/index.ts';
import { listSections } from '../sections/index.ts';
import { imagesOf, withImages } from './images.ts';
import { requireEdition } from './require.ts';
import type {
  FrozenSnapshot,
  Snapshot,
  SnapshotArticle,
  SnapshotImage,
  SnapshotSection,
} from './snapshot.ts';
import { loadStanding } from './standing.ts';
import { type EditionRow, selectEdition, selectSnapshot, selectSnapshotHistory } from './store.ts';

type Articles = Awaited<ReturnType<typeof editionArticles>>;

/**
 * What approving now would freeze, for preview and checks; for an approved edition what stands of what was frozen. A
 * draft's date is the clock's, so two drafts of one edition have two hashes.
 * @throws Fault `not-found`
 */
export async function draftSnapshot(
  { db, clock }: { db: Db; clock: Clock },
  number: EditionNumber,
): Promise<FrozenSnapshot> {
  const frozen = await loadStanding(db, number);
  if (frozen) return frozen;
  const edition = requireEdition(await selectEdition(db, number), number);
  return freeze(await buildSnapshot(db, edition, { approvedAt: clock.now() }));
}

/** The frozen content of an approved edition, or nothing when it has not been approved. */
export const loadSnapshot = (db: Db, number: EditionNumber): Promise<FrozenSnapshot | undefined> =>
  selectSnapshot(db, number);

/** Of a content whatever the date at which it is frozen. */
export const contentKey = (snapshot: Snapshot): ContentHash =>
  sha256(canonicalJson({ ...snapshot, approvedAt: '' }));

/** Articles, forms and commands come together here, so here is where their text is made safe to show. */
export function freeze(content: Snapshot): FrozenSnapshot {
  const snapshot = cleanDeep(content, ['body', 'welcome']);
  return { hash: sha256(canonicalJson(snapshot)), snapshot };
}

/**
 * Reads an edition's rows as they are now. Sections without an article are left out.
 * @param grammar of what was approved before, to compare with it
 */
export async function buildSnapshot(
  db: Db,
  edition: EditionRow,
  { approvedAt, grammar = GRAMMAR }: { approvedAt: Date; grammar?: Grammar },
): Promise<Snapshot> {
  const { number, cover, title, strapline, preheader, subject, publisher, mailbox, welcome, language } =
    edition;
  const content = await editionArticles(db, number);
  const ids = new Map((await listSections(db)).map(({ slug, id }) => [slug, id]));
  const sections = edition.sections.map(
    (section): SnapshotSection => ({ ...section, articles: articlesOf(content, ids.get(section.slug)) }),
  );
  return {
    ...(grammar === 1 ? {} : { grammar }),
    number,
    cover,
    title,
    strapline,
    ...(preheader === null ? {} : { preheader }),
    ...(subject === null ? {} : { subject }),
    publisher,
    mailbox,
    welcome,
    ...(language === null ? {} : { language }),
    ...(edition.translations === null ? {} : { translations: edition.translations }),
    sections: sections.filter(({ articles }) => articles.length > 0),
    approvedAt: approvedAt.toISOString(),
  };
}

/**
 * Freezes an edition as it is now. What it was frozen as before, with the same content, is taken again, whole with its date and its
 * hash; `latest`: it is what the edition was frozen as last.
 */
export async function freezeAgain(
  tx: Db,
  edition: EditionRow,
  at: Date,
): Promise<{ frozen: FrozenSnapshot; latest: boolean }> {
  const history = await selectSnapshotHistory(tx, edition.number);
  for (const [index, frozen] of history.entries()) {
    if (await isContentOf(tx, edition, frozen)) return { frozen, latest: index === 0 };
  }
  return { frozen: freeze(await buildSnapshot(tx, edition, { approvedAt: at })), latest: false };
}

/** Whether freezing the edition now would give this, but for its date. */
async function isContentOf(
  tx: Db,
  edition: EditionRow,
  { hash, snapshot }: FrozenSnapshot,
): Promise<boolean> {
  const { approvedAt, grammar = 1 } = snapshot;
  const built = await buildSnapshot(tx, edition, { approvedAt: new Date(approvedAt), grammar });
  return freeze(withFrozenImages(built, snapshot)).hash === hash;
}

/** An image is known by its hash; how it is served may have changed since, and is no other content. */
function withFrozenImages(built: Snapshot, frozen: Snapshot): Snapshot {
  const byHash = new Map(imagesOf(frozen).map((image) => [image.hash, image]));
  return withImages(built, (image) => {
    const { mediaType, width, height, octets } = byHash.get(image.hash) ?? image;
    return { ...image, mediaType, width, height, octets };
  });
}

const articlesOf = ({ articles, images }: Articles, section: number | undefined): SnapshotArticle[] =>
  articles
    .filter((row) => row.section_id === section)
    .map((row) => ({
      slug: row.slug,
      headline: row.headline,
      summary: row.summary,
      body: row.body,
      ...(row.organisation === null ? {} : { organisation: row.organisation }),
      ...(row.published_on === null ? {} : { publishedOn: row.published_on }),
      ...(row.language === null ? {} : { language: row.language }),
      ...(row.contact === null ? {} : { contact: row.contact }),
      ...asPictures(picturesOf(row).map((image) => imageOf(image, images))),
      links: row.links,
      ...(row.translations === null ? {} : { translations: row.translations }),
    }));

/** @throws Fault `conflict` when the picture is not stored */
export function imageOf(
  { hash, alt, caption }: ArticleImage,
  images: Map<ContentHash, ImageFacts>,
): SnapshotImage {
  const facts = images.get(hash);
  if (!facts)
    throw fault('conflict', `The image ${hash.slice(0, 12)} is not stored: import the edition folder again.`);
  const { media_type: mediaType, width, height, octets } = facts;
  return { hash, alt, ...(caption === undefined ? {} : { caption }), mediaType, width, height, octets };
}
