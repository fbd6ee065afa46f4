import { type ActDeps, act, record } from '../acts/index.ts';
import { type Act, type Actor, fault } from '../core/index.ts';
import { readLabel } from './named.ts';
import type { ReaderCounts, SectionNews, SectionReaders } from './readers.ts';
import { openSectionBook } from './register.ts';
import { requireOpenSection, type Section, type SectionBook, sectionBook } from './section.ts';
import { lockSections, updateSection } from './store.ts';

export type SectionDeps = ActDeps & { sectionReaders: SectionReaders };

export type SectionChange =
  | { readonly kind: 'rename'; readonly section: string; readonly label: string }
  | { readonly kind: 'merge'; readonly section: string; readonly into: string }
  | { readonly kind: 'retire'; readonly section: string };

/** What a change would do to readers, or has done. */
export type SectionEffect = ReaderCounts & { readonly done: boolean };

/**
 * Counts what a change means for readers and changes nothing.
 * @throws Fault `not-found` for an unknown section; `conflict` for one that has ended; `invalid` for an empty label or a
 * merge into itself.
 */
export async function previewSectionChange(
  { db, sectionReaders }: Pick<SectionDeps, 'db' | 'sectionReaders'>,
  change: SectionChange,
): Promise<SectionEffect> {
  const { section, into } = planChange(await openSectionBook(db), change);
  return { ...(await sectionReaders.count(db, section.id, into?.id)), done: false };
}

/**
 * Does it: the section, its readers' choices and their ledgers, and the act, in one transaction. A merged section's readers
 * get the other one instead; a retired one is taken out of every choice, and who had nothing else stays subscribed to
 * nothing until they choose again. Whoever was choosing at that moment is moved by what follows from the act.
 * @throws Fault as `previewSectionChange`.
 */
export async function changeSection(
  deps: SectionDeps,
  change: SectionChange,
  by: Actor,
): Promise<SectionEffect> {
  return act(deps, async (tx, at) => {
    const planned = planChange(sectionBook(await lockSections(tx)), change);
    const counts = await deps.sectionReaders.count(tx, planned.section.id, planned.into?.id);
    await deps.sectionReaders.follow(tx, newsOf(planned), { by, at });
    await updateSection(tx, planned.section.id, valuesOf(planned, at));
    await record(tx, actOf(planned, by), at);
    return { ...counts, done: true };
  });
}

type Planned = { section: Section; into?: Section; label?: string };

function planChange(book: SectionBook, change: SectionChange): Planned {
  const section = requireOpenSection(book, change.section);
  if (change.kind === 'retire') return { section };
  if (change.kind === 'rename') return { section, label: readLabel(change.label) };
  const into = requireOpenSection(book, change.into);
  if (into.id === section.id) throw fault('invalid', 'A section cannot be merged into itself.');
  return { section, into };
}

function newsOf({ section, into, label }: Planned): SectionNews {
  if (into) return { kind: 'merged', section, into };
  return { kind: label === undefined ? 'retired' : 'renamed', section };
}

const valuesOf = ({ into, label }: Planned, at: Date) =>
  label === undefined ? { retired_at: at, ...(into ? { merged_into: into.id } : {}) } : { label };

function actOf({ section, into, label }: Planned, by: Actor): Act {
  const on = { by, subject: section.id };
  const { slug } = section;
  if (label !== undefined)
    return { ...on, act: 'section.renamed', params: { slug, from: section.label, to: label } };
  if (into) return { ...on, act: 'section.merged', params: { slug, into: { id: into.id, slug: into.slug } } };
  return { ...on, act: 'section.retired', params: { slug } };
}
