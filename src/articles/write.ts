import { record } from '../acts/index.ts';
import {
  type Actor,
  type ArticleId,
  type ArticleState,
  canonicalJson,
  type Db,
  fault,
  slugify,
  type VersionContent,
} from '../core/index.ts';
import { type JudgeDeps, lockWithEdition } from './judge.ts';
import { contentNow } from './list.ts';
import { assignSlugs } from './slugs.ts';
import {
  type ArticleRow,
  contentColumns,
  contentOf,
  drawArticleId,
  holdEdition,
  insertArticle,
  lockEditionArticles,
  selectSectionSlug,
  updateArticle,
} from './store.ts';
import { nameWriter, selectNewestVersion, selectWritersSince, type Writer } from './versions.store.ts';
import { type ArticleVersion, loadVersion } from './versions.ts';

export type Written =
  | { outcome: 'saved' | 'unchanged'; article: ArticleId; version: number }
  /** Somebody else has written since: nothing was changed, and both texts are there. */
  | { outcome: 'conflict'; article: ArticleId; newest: ArticleVersion };

type By = Omit<Writer, 'restored'>;
type Save = { content: VersionContent; base: number; writer: By; only?: readonly ArticleState[] };

/** A new article, which waits to be accepted. */
export function createArticle(
  { db, clock }: JudgeDeps,
  content: VersionContent,
  writer: By,
): Promise<Written> {
  return db.transaction().execute(async (tx) => {
    const article = await insertNew(tx, content, { writer, at: clock.now() });
    return { outcome: 'saved', article, version: 1 };
  });
}

/** A contributor's story as a new article, which waits to be accepted; in the caller's transaction. */
export async function submitArticle(tx: Db, content: VersionContent, at: Date): Promise<ArticleId> {
  const id = await drawArticleId(tx);
  const by: Actor = { kind: 'contributor', article: id };
  await insertNew(tx, content, { writer: { by, how: 'form' }, at, id });
  await record(tx, { act: 'article.submitted', by, subject: id, params: { from: 'new' } }, at);
  return id;
}

type New = { writer: By; at: Date; id?: ArticleId };

async function insertNew(tx: Db, content: VersionContent, { writer, at, id }: New): Promise<ArticleId> {
  await nameWriter(tx, writer);
  const row = {
    ...contentColumns(content),
    ...(id === undefined ? {} : { id }),
    edition_number: null,
    slug: slugify(content.headline, 'article'),
    state: 'submitted',
    source: writer.how === 'form' ? 'form' : 'desk',
    source_key: null,
    feed_id: null,
    decline_reason: null,
    created_at: at,
    updated_at: at,
  } as const;
  const article = await insertArticle(tx, row);
  const params = { from: 0, to: 1 };
  await record(tx, { act: 'article.written', by: writer.by, subject: article, params }, at);
  return article;
}

/**
 * Writes what an article says from now on; translations that `content` does not speak of stay. `base` is the version that the text began from: where somebody else has written since,
 * nothing is changed; what one wrote oneself, in another tab, is no conflict.
 * @param only the states in which it may be written; left out: in any
 * @throws Fault `conflict` once its edition can no longer change
 */
export function saveArticle(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { content: given, base, writer, only }: Save,
): Promise<Written> {
  return db.transaction().execute(async (tx) => {
    const article = await lockWithEdition(tx, id);
    if (only && !only.includes(article.state))
      throw fault('conflict', `Article ${id} is ${article.state} now: look at it and try again.`);
    const newest = await selectNewestVersion(tx, id);
    const from = newest?.number ?? 0;
    const { translations } = article;
    const content = { ...(translations === null ? {} : { translations }), ...given };
    if (same(content, article)) return { outcome: 'unchanged', article: id, version: from };
    const others = (await selectWritersSince(tx, id, base)).filter((other) => !isSame(other, writer.by));
    if (newest && others.length > 0) return { outcome: 'conflict', article: id, newest };
    const left = await writeContent(tx, article, { content, writer, at: clock.now() });
    const params = { from, to: from + 1, ...left };
    await record(tx, { act: 'article.written', by: writer.by, subject: id, params }, clock.now());
    return { outcome: 'saved', article: id, version: from + 1 };
  });
}

/** Brings back what a version said, as a new version. */
export function restoreVersion(
  { db, clock }: JudgeDeps,
  id: ArticleId,
  { number, by }: { number: number; by: Actor },
): Promise<Written> {
  return db.transaction().execute(async (tx) => {
    const article = await lockWithEdition(tx, id);
    const { content } = await loadVersion(tx, id, number);
    const from = (await selectNewestVersion(tx, id))?.number ?? 0;
    if (same(content, article)) return { outcome: 'unchanged', article: id, version: from };
    const at = clock.now();
    const left = await writeContent(tx, article, {
      content,
      writer: { by, how: 'desk', restored: number },
      at,
    });
    const params = { from, to: from + 1, restored: number, ...left };
    await record(tx, { act: 'article.version-restored', by, subject: id, params }, at);
    return { outcome: 'saved', article: id, version: from + 1 };
  });
}

type Change = { content: VersionContent; writer: Writer; at: Date };

/** An article whose section its edition does not have leaves it, and waits for one that has. */
export async function writeContent(tx: Db, article: ArticleRow, { content, writer, at }: Change) {
  await nameWriter(tx, writer);
  const { position } = contentOf(article);
  const moved = content.sectionId !== article.section_id;
  const leaves = moved && article.edition_number !== null && !(await hasSection(tx, article, content));
  await updateArticle(tx, article.id, {
    ...contentColumns({ ...content, ...(position === undefined || moved ? {} : { position }) }),
    slug: await slugFor(tx, leaves ? { ...article, edition_number: null } : article, content.headline),
    updated_at: at,
    ...(leaves ? { edition_number: null } : {}),
  });
  return leaves && article.edition_number !== null ? { left: article.edition_number } : {};
}

async function hasSection(tx: Db, article: ArticleRow, { sectionId }: VersionContent): Promise<boolean> {
  if (article.edition_number === null) return false;
  const edition = await holdEdition(tx, article.edition_number);
  const slug = await selectSectionSlug(tx, sectionId);
  return edition?.sections.some((section) => section.slug === slug) ?? false;
}

/** As a folder's import gives it: it stays while the headline stays. */
export async function slugFor(
  tx: Db,
  article: Pick<ArticleRow, 'id' | 'headline' | 'slug' | 'edition_number'>,
  headline: string,
): Promise<string> {
  if (article.edition_number === null)
    return headline === article.headline ? article.slug : slugify(headline, 'article');
  const others = (await lockEditionArticles(tx, article.edition_number)).filter(
    ({ id }) => id !== article.id,
  );
  const [slug] = assignSlugs(
    [{ headline, current: article }],
    others.map((other) => other.slug),
  );
  return slug ?? article.slug;
}

function same(content: VersionContent, article: ArticleRow): boolean {
  return canonicalJson(content) === canonicalJson(contentNow(article));
}

/** One person of the desk, in whichever tab. */
const isSame = (other: Actor | null, by: Actor) =>
  other?.kind === 'person' && by.kind === 'person' && other.id === by.id;
