import { record } from '../acts/index.ts';
import { articlesInOrder, storeOrder } from '../articles/index.ts';
import {
  type Actor,
  type ArticleId,
  type Clock,
  type Database,
  type Db,
  type EditionNumber,
  type EditionSection,
  fault,
  type SectionSlug,
} from '../core/index.ts';
import { listSections } from '../sections/index.ts';
import { requireUnfrozen } from './edition.ts';
import { nameSection } from './plan.ts';
import { requireEdition } from './require.ts';
import { sectionAsListed } from './section-as-listed.ts';
import { type EditionRow, lockEdition, updateEdition } from './store.ts';

type Deps = { db: Database; clock: Clock };
/** One place on, or the place to take, counted from 1. */
export type MoveTo = 'up' | 'down' | number;

/** Moves a section of an edition. Beyond an end of the list nothing changes. @throws Fault as `change` */
export const moveSection = (
  deps: Deps,
  number: EditionNumber,
  { slug, to, by }: { slug: SectionSlug; to: MoveTo; by: Actor },
) =>
  change(deps, number, by, (_tx, { sections }) => Promise.resolve(moved(sections, at(sections, slug), to)));

/** Puts a section that is open at the end of an edition, or one that `label` names. @throws Fault as `change`; `not-found` where there is no such section */
export const addSection = (
  deps: Deps,
  number: EditionNumber,
  { slug, label, by }: { slug?: SectionSlug; label?: string; by: Actor },
) =>
  change(deps, number, by, async (tx, { sections }) => {
    const [wanted = slug] = await nameSection(tx, label, { by, at: deps.clock.now() });
    if (sections.some((section) => section.slug === wanted)) return sections;
    const found = (await listSections(tx)).find((section) => section.slug === wanted && !section.retired);
    if (!found)
      throw fault('not-found', 'There is no such section: choose one of the list, or name a new one.');
    return [...sections, sectionAsListed(found)];
  });

/** Takes a section out of an edition that holds no article in it. @throws Fault as `change`; `conflict` where it is the last, or holds one */
export const removeSection = (
  deps: Deps,
  number: EditionNumber,
  { slug, by }: { slug: SectionSlug; by: Actor },
) =>
  change(deps, number, by, async (tx, { sections }) => {
    const from = at(sections, slug);
    const own = (await listSections(tx)).find((section) => section.slug === slug)?.id;
    if ((await articlesInOrder(tx, number)).some(({ section }) => section === own))
      throw fault('conflict', 'The section still holds articles of this edition: move or hold them first.');
    if (sections.length === 1) throw fault('conflict', 'An edition needs a section: add another one first.');
    return sections.filter((_, index) => index !== from);
  });

/** Moves an article of an edition within its section. @throws Fault `not-found`; `conflict` once it is approved or cancelled */
export function moveArticleWithin(
  { db, clock }: Deps,
  number: EditionNumber,
  { article, to, by }: { article: ArticleId; to: MoveTo; by: Actor },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    requireUnfrozen(requireEdition(await lockEdition(tx, number), number));
    const order = await articlesInOrder(tx, number);
    const wanted = order.find(({ id }) => id === article);
    if (!wanted) throw fault('not-found', `Edition ${number} holds no article ${article}.`);
    const peers = order.filter(({ section }) => section === wanted.section);
    const next = moved(peers, peers.indexOf(wanted), to);
    if (next === peers) return;
    const queue = [...next];
    const after = order.map((one) => (one.section === wanted.section ? (queue.shift() ?? one) : one));
    await storeOrder(
      tx,
      after.map(({ id }) => id),
    );
    const params = { before: order.map(({ id }) => id), after: after.map(({ id }) => id) };
    await record(tx, { act: 'edition.articles-ordered', by, subject: number, params }, clock.now());
  });
}

type Decide = (tx: Db, row: EditionRow) => Promise<readonly EditionSection[]>;

/** @throws Fault `not-found`; `conflict` once the edition is approved or cancelled */
function change({ db, clock }: Deps, number: EditionNumber, by: Actor, decide: Decide): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const row = requireEdition(await lockEdition(tx, number), number);
    requireUnfrozen(row);
    const sections = await decide(tx, row);
    if (sections === row.sections) return;
    await updateEdition(tx, number, { sections: JSON.stringify(sections) });
    const slugs = (list: readonly EditionSection[]) => list.map(({ slug }) => slug);
    const params = { before: slugs(row.sections), after: slugs(sections) };
    await record(tx, { act: 'edition.sections-changed', by, subject: number, params }, clock.now());
  });
}

function at(sections: readonly EditionSection[], slug: SectionSlug): number {
  const found = sections.findIndex((section) => section.slug === slug);
  if (found < 0) throw fault('not-found', 'This edition has no such section.');
  return found;
}

/** The list with one member elsewhere; the list itself where that is where it stands, or beyond an end. */
function moved<T>(list: readonly T[], from: number, to: MoveTo): readonly T[] {
  const place = to === 'up' ? from - 1 : to === 'down' ? from + 1 : to - 1;
  const one = list[from];
  if (one === undefined || place === from || list[place] === undefined) return list;
  return list.toSpliced(from, 1).toSpliced(place, 0, one);
}
