import type { ArticleDeskView } from '../../../templates/web/desk/article-desk-view.ts';
import type { ArticleFormView } from '../../../templates/web/desk/article-form.tsx';
import { HOW_WORDS } from '../../../templates/web/desk/article-words.ts';
import type { Site } from '../../../templates/web/site.ts';
import { may } from '../../access/index.ts';
import {
  alikeArticles,
  contentNow,
  type ListedArticle,
  listNotes,
  listVersions,
  openProposal,
  openWorkingCopy,
  otherWriters,
  typedFrom,
  typedOf,
  type WorkingCopy,
} from '../../articles/index.ts';
import {
  type Actor,
  type ArticleId,
  actorName,
  type Clock,
  type Database,
  type EditionNumber,
  type NamedPerson,
  paths,
  type Typed,
  type TypedProblem,
} from '../../core/index.ts';
import { waitingTellings } from '../../delivery/index.ts';
import {
  downIn,
  draftSnapshot,
  isFrozen,
  listEditions,
  loadEdition,
  selectTakedowns,
} from '../../editions/index.ts';
import { keptPreflight, type RenderOptions } from '../../rendering/index.ts';
import { openSectionBook } from '../../sections/index.ts';
import { storedPictureAddresses } from '../pictures.ts';
import { momentOf } from './moment-of.ts';

export type Asking = {
  db: Database;
  clock: Clock;
  site: Site;
  person: NamedPerson;
  actor: Actor;
  rendering: RenderOptions;
};
/** Instead of what is stored: what was just sent, and what is wrong with it. */
export type Sent = { typed: Typed; base: number; problems: readonly TypedProblem[] };

export const whoOf = (by: Actor | null): string => (by === null ? 'Not on record' : actorName(by));

const NOBODY = {
  others: [],
  remarks: [],
  alike: [],
  notes: [],
  versions: [],
  editions: [],
  may: { judge: false, correct: false },
  said: { words: '' },
};

/** An article that is not there yet. */
export async function newArticleView(
  { db, clock, site, person }: Asking,
  sent?: Sent,
): Promise<ArticleDeskView> {
  const copy = await openWorkingCopy(db, { person: person.id, article: null });
  const typed = sent?.typed ?? copy?.typed ?? typedFrom({});
  return {
    ...NOBODY,
    site,
    title: 'Write an article',
    preview: site.at(paths.desk.articleNewPreview()),
    unsaved: !sent && copy ? { at: momentOf(copy.at, { clock, site }), behind: false } : undefined,
    form: {
      action: site.at(paths.desk.articleNew()),
      copyTo: site.at(paths.desk.articleNewCopy()),
      preview: site.at(paths.desk.articleNewPreview()),
      paste: site.at(paths.desk.articlePaste()),
      typed,
      base: 0,
      problems: sent?.problems ?? [],
      sections: await sectionsFor(db),
      pictures: await storedPictureAddresses(db, site, typed),
      unsaved: copy !== undefined,
      exists: false,
    },
  };
}

export const sectionsFor = async (db: Database) =>
  (await openSectionBook(db)).live.map(({ id, slug, label }) => ({ id, slug, label }));

type Further = { sent?: Sent; said?: ArticleDeskView['said'] };

/** An article with all that the desk knows of it. */
export async function articleDeskView(
  asking: Asking,
  article: ListedArticle,
  { sent, said = { words: '' } }: Further = {},
): Promise<ArticleDeskView> {
  const { db, clock, site, person, actor } = asking;
  const id = article.id;
  const copy = await openWorkingCopy(db, { person: person.id, article: id });
  const [versions, notes, alike, others, editions, frozen, proposal, found, telling] = await Promise.all([
    listVersions(db, id),
    listNotes(db, id),
    article.state === 'published' ? [] : alikeArticles(db, id),
    otherWriters(db, id, person.id),
    listEditions(db),
    frozenIn(db, article),
    openProposal(db, id),
    foundIn(asking, article),
    askedTelling(asking, article),
  ]);
  const newest = versions[0]?.number ?? 0;
  const behind =
    copy !== undefined && copy.base < newest && versions[0]?.by !== null && !isOwn(versions, copy, person);
  return {
    site,
    id,
    title: article.headline,
    status: article.held_at !== null && article.state === 'submitted' ? 'held' : article.state,
    edition: article.edition_number,
    preview: site.at(paths.desk.articlePreview({ id })),
    frozen,
    ...(frozen ? {} : { form: await formFor(asking, article, { sent, copy, newest }) }),
    unsaved: copy && !sent && !frozen ? { at: momentOf(copy.at, { clock, site }), behind } : undefined,
    others,
    ...(proposal && article.state === 'accepted' && !frozen
      ? { proposal: site.at(paths.desk.articleProposal({ id })) }
      : {}),
    ...(found && !frozen ? { found } : {}),
    ...(telling ? { telling } : {}),
    remarks: article.notes,
    alike: alike.map(({ headlineSame, originSame, ...other }) => ({
      ...other,
      why: headlineSame ? 'headline' : originSame ? 'origin' : 'words',
    })),
    notes: notes.map(({ at, by, ...note }) => ({ ...note, at: momentOf(at, asking), who: actorName(by) })),
    versions: versions.map(({ by, at, how, ...version }) => ({
      ...version,
      who: whoOf(by),
      how: HOW_WORDS[how],
      at: momentOf(at, asking),
    })),
    editions: editions.filter(({ state }) => !isFrozen(state)).map(({ number }) => number),
    may: { judge: may(actor, 'article.judge'), correct: may(actor, 'edition.correct') },
    said,
  };
}

const isOwn = (
  versions: readonly { number: number; by: Actor | null }[],
  { base }: WorkingCopy,
  person: NamedPerson,
) =>
  versions
    .filter(({ number }) => number > base)
    .every(({ by }) => by?.kind === 'person' && by.id === person.id);

type Given = { sent: Sent | undefined; copy: WorkingCopy | undefined; newest: number };

async function formFor(
  { db, site }: Asking,
  article: ListedArticle,
  { sent, copy, newest }: Given,
): Promise<ArticleFormView> {
  const typed = sent?.typed ?? copy?.typed ?? typedOf(contentNow(article), article.section_slug);
  const id = article.id;
  return {
    action: site.at(paths.desk.article({ id })),
    copyTo: site.at(paths.desk.articleCopy({ id })),
    preview: site.at(paths.desk.articlePreview({ id })),
    paste: site.at(paths.desk.articlePaste()),
    typed,
    base: sent?.base ?? copy?.base ?? newest,
    problems: sent?.problems ?? [],
    sections: await sectionsFor(db),
    pictures: await storedPictureAddresses(db, site, typed),
    unsaved: copy !== undefined || sent !== undefined,
    exists: true,
  };
}

/** The edition that holds the article still, if there is one. */
async function frozenIn(
  db: Database,
  { edition_number: number, slug, id }: { edition_number: EditionNumber | null; slug: string; id: ArticleId },
) {
  if (number === null) return undefined;
  const { state } = await loadEdition(db, number);
  if (!isFrozen(state)) return undefined;
  const down = downIn(await selectTakedowns(db, number)).includes(slug);
  return { edition: number, state, down, id };
}

/** What was found in it when its edition was looked over as it is now; nothing where nobody has looked since the last change. */
async function foundIn(
  { db, clock, site, rendering }: Asking,
  { edition_number: number, slug }: ListedArticle,
): Promise<ArticleDeskView['found']> {
  if (number === null) return undefined;
  const kept = await keptPreflight(db, await draftSnapshot({ db, clock }, number), rendering);
  const messages = (kept?.report.findings ?? [])
    .filter(({ where }) => where === slug)
    .map(({ message }) => message);
  return messages.length === 0 ? undefined : { check: site.at(paths.desk.check({ number })), messages };
}

async function askedTelling(
  { db, clock, site }: Asking,
  { edition_number: number, slug }: ListedArticle,
): Promise<ArticleDeskView['telling']> {
  const asked = (await waitingTellings(db)).find(
    ({ edition, article }) => edition === number && article === slug,
  );
  if (!asked) return undefined;
  const { edition, askedBy, since } = asked;
  const at = momentOf(since, { clock, site });
  return { href: site.at(paths.desk.tellings({ number: edition })), askedBy, at };
}
