import {
  type Actor,
  type ArticleId,
  canonicalJson,
  type Db,
  type EditionNumber,
  type VersionContent,
} from '../core/index.ts';
import type { ArticleContent } from './content.ts';
import { assignSlugs } from './slugs.ts';
import {
  type ArticleRow,
  contentColumns,
  contentOf,
  insertArticle,
  lockEditionArticles,
  updateArticle,
} from './store.ts';
import { nameWriter, selectNewestThrough, selectNewestVersion } from './versions.store.ts';

/** `bodyLine`: the line of the file on which the body starts. */
export type FolderArticle = { file: string; content: ArticleContent; bodyLine: number };
/** File names, each list in the folder's order. */
export type FolderChanges = {
  created: string[];
  updated: string[];
  unchanged: string[];
  withdrawn: string[];
};

/** What an import did about a text that was written elsewhere since the last one. */
export type FolderNote = { file: string; sentence: string };

type Target = { edition: EditionNumber; by: Actor; at: Date };
type Placed = FolderArticle & { slug: string; row?: ArticleRow };

/**
 * Makes the edition's folder articles equal to `files`: a new file is an accepted article, a changed one updates its
 * article, and an article whose file has gone is withdrawn. Articles from feeds, forms and the desk stay as they are; so does what the
 * desk has written since in an article whose file is as it was at the last import.
 */
export async function reconcileFolder(
  db: Db,
  target: Target,
  given: readonly FolderArticle[],
): Promise<FolderChanges & { notes: FolderNote[] }> {
  await nameWriter(db, { by: target.by, how: 'folder' });
  const present = await lockEditionArticles(db, target.edition);
  const byFile = new Map(
    present.filter((row) => row.source === 'folder').map((row) => [row.source_key, row]),
  );
  const names = new Set(given.map(({ file }) => file));
  const gone = [...byFile.values()].filter((row) => !names.has(row.source_key ?? ''));

  for (const row of gone) {
    await updateArticle(db, row.id, { state: 'withdrawn', edition_number: null, updated_at: target.at });
  }
  const { files, notes } = await besideTheDesk(db, given, byFile);
  const others = present.filter((row) => row.source !== 'folder').map((row) => row.slug);
  const placed = place(files, byFile, others);
  const changed = placed.filter((article) => article.row && differs(article, article.row));
  await freeSlugs(db, changed);
  for (const article of placed) await write(db, target, article);

  const namesOf = (list: readonly FolderArticle[]) => list.map(({ file }) => file);
  return {
    created: namesOf(placed.filter(({ row }) => !row)),
    updated: namesOf(changed),
    unchanged: namesOf(placed.filter((article) => article.row && !changed.includes(article))),
    withdrawn: gone.map((row) => row.source_key ?? '').sort(),
    notes,
  };
}

type Files = Map<string | null, ArticleRow>;

/** Of two texts for one article the one that was changed last stands, and the import says so. */
async function besideTheDesk(db: Db, given: readonly FolderArticle[], byFile: Files) {
  const files: FolderArticle[] = [];
  const notes: FolderNote[] = [];
  for (const article of given) {
    const row = byFile.get(article.file);
    const { position: _, ...current } = row ? contentOf(row) : article.content;
    const { position, ...given } = article.content;
    const placed = (content: VersionContent) => ({
      ...article,
      content: { ...content, ...(position === undefined ? {} : { position }) },
    });
    const last = row && !equal(given, current) ? await selectNewestThrough(db, row.id, 'folder') : undefined;
    const written = row && last && !equal(last.content, current);
    if (written && equal(given, last.content)) {
      files.push(placed(current));
      notes.push({ file: article.file, sentence: KEPT });
    } else {
      files.push(written ? placed(withTranslationsOf(given, current, last.content)) : article);
      const version = written ? await selectNewestVersion(db, row.id) : undefined;
      if (row && version) notes.push({ file: article.file, sentence: replaced(row.id, version.number) });
    }
  }
  return { files, notes };
}

/** Languages that the folder has never had stay as they are: the desk translates what a folder brings. */
function withTranslationsOf(
  given: VersionContent,
  current: VersionContent,
  last: VersionContent,
): VersionContent {
  const ofDesk = Object.entries(current.translations ?? {}).filter(
    ([language]) => last.translations?.[language] === undefined,
  );
  const translations = { ...Object.fromEntries(ofDesk), ...given.translations };
  return Object.keys(translations).length > 0 ? { ...given, translations } : given;
}

const equal = (one: VersionContent, other: VersionContent) => canonicalJson(one) === canonicalJson(other);

const KEPT =
  'was changed at the desk since it was last imported, and the file was not: what the desk says stands.';
const replaced = (id: ArticleId, version: number) =>
  `replaces what was written at the desk since it was last imported, which stays as version ${version} of article ${id}.`;

function place(files: readonly FolderArticle[], byFile: Files, taken: string[]): Placed[] {
  const rows = files.map(({ file }) => byFile.get(file));
  const named = files.map(({ content }, at) => {
    const current = rows[at];
    return { headline: content.headline, ...(current ? { current } : {}) };
  });
  const slugs = assignSlugs(named, taken);
  return files.map((article, at) => {
    const row = rows[at];
    return { ...article, slug: slugs[at] ?? '', ...(row ? { row } : {}) };
  });
}

const differs = ({ content, slug }: Placed, row: ArticleRow) =>
  row.state !== 'accepted' || row.slug !== slug || canonicalJson(content) !== canonicalJson(contentOf(row));

/** Two articles may swap headlines: the unique index on (edition, slug) must never see both with one slug. */
async function freeSlugs(db: Db, changed: readonly Placed[]): Promise<void> {
  for (const { row, slug } of changed) {
    if (row && row.slug !== slug) await updateArticle(db, row.id, { slug: `~${row.id}` });
  }
}

async function write(db: Db, { edition, at }: Target, article: Placed): Promise<ArticleId> {
  const { content, slug, row, file, bodyLine } = article;
  const change = {
    ...contentColumns(content),
    slug,
    body_line: bodyLine,
    state: 'accepted' as const,
    updated_at: at,
  };
  if (!row) {
    const origin = { edition_number: edition, source: 'folder' as const, source_key: file, created_at: at };
    return insertArticle(db, { ...change, ...origin });
  }
  if (differs(article, row)) await updateArticle(db, row.id, change);
  else if (row.body_line !== bodyLine) await updateArticle(db, row.id, { body_line: bodyLine });
  return row.id;
}
