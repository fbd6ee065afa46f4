import {
  type Db,
  type EditionNumber,
  fault,
  paths,
  type SectionSlug,
  type TellingContent,
} from '../core/index.ts';
import { loadSnapshot, selectTakedowns } from '../editions/index.ts';
import { requireArticle } from './correct.ts';
import { articlesOf, overlay } from './overlay.ts';
import { selectCorrections, selectEditionState } from './store.ts';

/** What last happened to an article that readers have got by mail. */
export type LastChange = {
  /** The slug that it has in the snapshot. */
  article: string;
  section: SectionSlug;
  /** Names the change for ever: `correction 12`, `takedown 3`. */
  about: string;
  content: TellingContent;
};

/**
 * The change that readers could be told of: that the article is down, else its last correction.
 * @throws Fault `not-found`; `conflict` while the edition is not sent, or when nothing has changed.
 */
export async function lastChange(
  db: Db,
  { edition, article: asked }: { edition: EditionNumber; article: string },
): Promise<LastChange> {
  const state = await selectEditionState(db, edition);
  const frozen = state === 'sent' || state === 'published' ? await loadSnapshot(db, edition) : undefined;
  if (!frozen) throw notSent(edition, state);
  const [corrections, takedowns] = [await selectCorrections(db, edition), await selectTakedowns(db, edition)];
  const reading = overlay(frozen, { corrections, takedowns: [], listed: true });
  const { article, slug, section, language } = requireArticle(articlesOf(reading), {
    edition,
    article: asked,
  });
  const down = takedowns.find((one) => one.article === article && one.putBackAt === null);
  const correction = corrections.findLast((one) => one.article === article);
  if (!down && !correction) {
    throw fault(
      'conflict',
      `“${slug}” was neither corrected nor taken down since it was sent, so there is nothing to tell: \`quarterly edition correct ${edition} ${slug}\` first.`,
    );
  }
  const { title, cover, sections } = frozen.snapshot;
  const sent = sections.flatMap(({ articles }) => articles).find((one) => one.slug === article);
  return {
    article,
    section: section.slug,
    about: down ? `takedown ${down.id}` : `correction ${correction?.id}`,
    content: {
      title,
      cover,
      headline: sent?.headline ?? '',
      path: paths.article({ number: edition, slug }),
      note: (down ? down.notice : correction?.note) ?? '',
      ...(language === undefined ? {} : { language }),
      takenDown: down !== undefined,
    },
  };
}

const notSent = (edition: EditionNumber, state: string | undefined) =>
  state === undefined
    ? fault('not-found', `There is no edition ${edition}: \`quarterly edition list\` shows all.`)
    : fault(
        'conflict',
        `Edition ${edition} is ${state}: its readers can be told of a change once all of it is sent.`,
      );
