import { type ActDeps, act, record } from '../acts/index.ts';
import { type Actor, fault, type SectionSlug, sectionSlug, slugify } from '../core/index.ts';
import { readColour, readDescription, readLabel, readLanguage } from './named.ts';
import { registerSections } from './register.ts';
import { requireOpenSection, type Section, sectionBook } from './section.ts';
import { lockSections, nextPosition, updatePositions, updateSection } from './store.ts';

/**
 * Makes a section behind the others, which readers can choose from now on; nobody is put into it but readers of all sections. Its slug is
 * made from the label and is for ever.
 * @throws Fault `invalid` for a label, description, colour or language that is none; `conflict` when there is or was such a section
 */
export function makeSection(
  deps: ActDeps,
  wanted: { label: string; description: string; colour?: string; language?: string },
  by: Actor,
): Promise<SectionSlug> {
  const label = readLabel(wanted.label);
  const description = readDescription(wanted.description);
  const look = {
    colour: readColour(wanted.colour ?? '') ?? undefined,
    language: readLanguage(wanted.language ?? '') ?? undefined,
  };
  const slug = sectionSlug(slugify(label, 'section'));
  return act(deps, async (tx, at) => {
    const sections = await lockSections(tx);
    const there = sections.find(
      (section) => section.slug === slug || (!section.retired && sameLabel(section.label, label)),
    );
    if (there) throw taken(there);
    await registerSections(tx, [{ slug, label, description, ...look }], { by, at, latest: false });
    const added = sectionBook(await lockSections(tx)).find(slug);
    if (added) await updateSection(tx, added.id, { position: await nextPosition(tx) });
    return slug;
  });
}

const sameLabel = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const taken = ({ label, retired }: Section) =>
  retired
    ? fault('conflict', `“${label}” was a section and has ended: choose another label.`)
    : fault('conflict', `There is a section “${label}” already: choose another label.`);

/**
 * Changes what readers read about a section where they choose. Nothing is recorded when it says so already.
 * @throws Fault `not-found` for an unknown section; `conflict` for one that has ended; `invalid` for more than 500 characters
 */
export function describeSection(
  deps: ActDeps,
  wanted: { section: string; description: string },
  by: Actor,
): Promise<void> {
  const to = readDescription(wanted.description);
  return act(deps, async (tx, at) => {
    const {
      id,
      slug,
      description: from,
    } = requireOpenSection(sectionBook(await lockSections(tx)), wanted.section);
    if (from === to) return;
    await updateSection(tx, id, { description: to });
    await record(tx, { act: 'section.described', by, subject: id, params: { slug, from, to } }, at);
  });
}

/** What of a section is changed, as it is typed: empty text is none of it. */
export type SectionFields = { colour?: string; language?: string };

/**
 * Changes the colour of a section's heading and the language of its articles, for editions that take it up from now on. Nothing is
 * recorded when it is so already.
 * @throws Fault `not-found` for an unknown section; `conflict` for one that has ended; `invalid` for what is no colour or language
 */
export function changeSectionFields(
  deps: ActDeps,
  wanted: SectionFields & { section: string },
  by: Actor,
): Promise<void> {
  const asked = {
    ...(wanted.colour === undefined ? {} : { colour: readColour(wanted.colour) }),
    ...(wanted.language === undefined ? {} : { language: readLanguage(wanted.language) }),
  };
  return act(deps, async (tx, at) => {
    const { id, slug, colour, language } = requireOpenSection(
      sectionBook(await lockSections(tx)),
      wanted.section,
    );
    const before = { colour, language };
    const after = { ...before, ...asked };
    if (after.colour === colour && after.language === language) return;
    await updateSection(tx, id, after);
    await record(tx, { act: 'section.changed', by, subject: id, params: { slug, before, after } }, at);
  });
}

export type SectionStep = 'up' | 'down';

/**
 * Lets an open section change places with its neighbour among the open ones, which is the order of forms and pages, and of the next edition
 * that is planned. The first cannot go up nor the last down: nothing is changed then.
 * @throws Fault `not-found` for an unknown section; `conflict` for one that has ended
 */
export function orderSection(
  deps: ActDeps,
  { section, step }: { section: string; step: SectionStep },
  by: Actor,
): Promise<void> {
  return act(deps, async (tx, at) => {
    const book = sectionBook(await lockSections(tx));
    const { id, slug } = requireOpenSection(book, section);
    const before = book.live;
    const after = stepped(before, slug, step);
    if (!after) return;
    const ended = book.everything.filter(({ retired }) => retired);
    await updatePositions(
      tx,
      [...after, ...ended].map((one) => one.id),
    );
    const [from, to] = [before.map((one) => one.slug), after.map((one) => one.slug)];
    await record(
      tx,
      { act: 'section.moved', by, subject: id, params: { slug, before: from, after: to } },
      at,
    );
  });
}

/** Pure: the list with one of them a place further up or down; `undefined` where there is no such place. */
export function stepped(
  sections: readonly Section[],
  slug: string,
  step: SectionStep,
): Section[] | undefined {
  const at = sections.findIndex((section) => section.slug === slug);
  const to = at + (step === 'up' ? -1 : 1);
  const [one, other] = [sections[at], sections[to]];
  if (!one || !other) return undefined;
  return sections.map((section, place) => (place === at ? other : place === to ? one : section));
}
