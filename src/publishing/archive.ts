import type { Clock, Database, EditionNumber } from '../core/index.ts';
import {
  draftSnapshot,
  loadSnapshot,
  type Snapshot,
  selectTakedowns,
  snapshotForPrint,
} from '../editions/index.ts';
import {
  otherLanguages,
  type ReadingArticle,
  type ReadingEdition,
  type RenderOptions,
  snapshotIn,
} from '../rendering/index.ts';
import { type LanguageName, tagOf } from '../words/written.ts';
import { type Catalogue, readCatalogue } from './catalogue.ts';
import { catalogueIn } from './names.ts';
import { articlesOf, overlay } from './overlay.ts';
import { READABLE_STATES, selectCorrections, selectEditionState, selectRevision } from './store.ts';

/** What readers can read, kept in memory as long as nothing changed. One for each process. */
export type Archive = {
  /** Not a promise while it is fresh, so that most requests wait for nothing; by the names of a language, the publication's own left out. */
  catalogue(language?: LanguageName): Catalogue | Promise<Catalogue>;
  /** The catalogue as it was last read, if it was. */
  known(): Catalogue | undefined;
  /** An edition as it is read in a language, that of its own left out: one that is being sent, was sent, or is published. */
  edition(number: EditionNumber, language?: LanguageName): Promise<ReadingEdition | undefined>;
  /** The articles at these places, in that order. */
  articles(
    rows: readonly { edition_number: EditionNumber; article: string }[],
    language?: LanguageName,
  ): Promise<ReadingArticle[]>;
};

/** Editions kept in memory, newest use last: about 50 kB each. */
const KEPT = 60;

/** An edition that can be opened as it would be approved now, for print. */
export type Draft = { edition: EditionNumber; clock: Clock };

type Options = {
  freshForMs?: number | undefined;
  draft?: Draft | undefined;
  /** In which languages there are pages; left out: in one. */
  spoken?: Spoken | undefined;
};
type Spoken = Pick<RenderOptions, 'theme' | 'languages'>;

/**
 * @param freshForMs How long a change may go unseen: the database is asked at most this often.
 */
export function openArchive(db: Database, { freshForMs = 1_000, draft, spoken }: Options = {}): Archive {
  const read = (number: EditionNumber, language?: LanguageName) =>
    draft?.edition === number
      ? readDraft(db, draft)
      : readEdition(db, number, { language, ...(spoken ? { spoken } : {}) });
  let current: Catalogue | undefined;
  let seen: string | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<Catalogue> | undefined;
  let editions = new Map<string, Promise<ReadingEdition | undefined>>();

  const check = async (): Promise<Catalogue> => {
    const startedAt = performance.now();
    const revision = await selectRevision(db);
    if (!current || revision !== seen) {
      current = await readCatalogue(db, revision);
      seen = revision;
      editions = new Map();
    }
    checkedAt = startedAt;
    return current;
  };

  const checked = () => {
    if (current && performance.now() - checkedAt < freshForMs) return current;
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  };

  const spokenIn = catalogueSpeaker(spoken);
  const catalogue: Archive['catalogue'] = (language) => {
    const now = checked();
    return now instanceof Promise ? now.then((read) => spokenIn(read, language)) : spokenIn(now, language);
  };

  const edition = async (number: EditionNumber, language?: LanguageName) => {
    await catalogue();
    const version = `${number} ${language ?? ''}`;
    const kept = editions.get(version) ?? read(number, language);
    editions.delete(version);
    editions.set(version, kept);
    for (const oldest of [...editions.keys()].slice(0, -KEPT)) editions.delete(oldest);
    // A failed read must not be remembered.
    kept.catch(() => editions.delete(version));
    return kept;
  };

  const articles: Archive['articles'] = async (rows, language) => {
    const numbers = [...new Set(rows.map((row) => row.edition_number))];
    const found = await Promise.all(numbers.map((number) => edition(number, language)));
    const byKey = new Map(
      found.flatMap((one) => (one ? articlesOf(one) : [])).map((article) => [key(article), article]),
    );
    return rows.flatMap((row) => byKey.get(key({ edition: row.edition_number, article: row.article })) ?? []);
  };

  return { catalogue, known: () => current, edition, articles };
}

const key = ({ edition, article }: { edition: EditionNumber; article: string }) => `${edition}/${article}`;

type Wanted = { language: LanguageName | undefined; spoken?: Spoken };

async function readEdition(
  db: Database,
  number: EditionNumber,
  wanted: Wanted,
): Promise<ReadingEdition | undefined> {
  const state = await selectEditionState(db, number);
  if (!state || !READABLE_STATES.includes(state)) return undefined;
  const frozen = await loadSnapshot(db, number);
  if (!frozen) return undefined;
  const printed = await snapshotForPrint(db, frozen);
  const [corrections, takedowns] = [await selectCorrections(db, number), await selectTakedowns(db, number)];
  const corrected = corrections.map(({ article }) => article);
  const snapshot = inVersion(printed.snapshot, { ...wanted, corrected });
  return overlay({ ...printed, snapshot }, { corrections, takedowns, listed: state === 'published' });
}

/** A catalogue in another language is made once, and kept as long as it stands. */
function catalogueSpeaker(spoken: Spoken | undefined) {
  const made = new WeakMap<Catalogue, Map<string, Catalogue>>();
  return (catalogue: Catalogue, language: LanguageName | undefined): Catalogue => {
    const { theme, languages } = spoken ?? {};
    if (!theme || !languages || language === undefined || language === languages[0]) return catalogue;
    const kept = made.get(catalogue) ?? new Map<string, Catalogue>();
    made.set(catalogue, kept);
    const found =
      kept.get(language) ??
      catalogueIn(catalogue, {
        language,
        lang: tagOf(language, theme.language),
        own: tagOf(languages[0], theme.language),
      });
    kept.set(language, found);
    return found;
  };
}

/** A correction is of the original: what a translation says of that article may be wrong, so it is not shown any more. */
function inVersion(
  snapshot: Snapshot,
  { language, spoken, corrected }: Wanted & { corrected: readonly string[] },
): Snapshot {
  if (language === undefined || !spoken || !otherLanguages(snapshot, spoken).includes(language))
    return snapshot;
  const sections = snapshot.sections.map((section) => ({
    ...section,
    articles: section.articles.map(({ translations, ...article }) =>
      translations && !corrected.includes(article.slug) ? { ...article, translations } : article,
    ),
  }));
  return snapshotIn({ ...snapshot, sections }, language, spoken);
}

/** An edition as it would be approved now, or as it was; marked as a draft either way. @throws Fault `not-found` */
export async function readDraft(db: Database, { edition, clock }: Draft): Promise<ReadingEdition> {
  const draft = await draftSnapshot({ db, clock }, edition);
  return { ...overlay(draft, { corrections: [], takedowns: [], listed: false }), draft: true };
}
