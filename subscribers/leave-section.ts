import { type SubscriberId, told } from '../src/core/index.ts';
import { openSectionBook, type Section, type SectionBook } from '../src/sections/index.ts';
import { existing, writeLeft } from './leave.ts';
import { writeLedger } from './ledger.store.ts';
import { transact } from './post.ts';
import type { How, Reader, ReaderDeps } from './reader.ts';
import { readChoice, type StoredChoice } from './section-choice.ts';
import { asReader, lockSubscriber, updateSubscriber } from './store.ts';

/** `left`: it was their only section, so nothing would come any more and they have left. */
export type SectionLeaving = {
  readonly outcome: 'stopped' | 'already stopped' | 'left';
  readonly label: string;
  readonly reader: Reader;
};

/** Pure: what is left of a choice. From "all sections", all others that there are today remain. */
export function without(stored: StoredChoice, section: Section, book: SectionBook): StoredChoice {
  const before = stored.all_sections ? book.live.map((live) => live.id) : stored.sections;
  return { all_sections: false, sections: before.filter((id) => id !== section.id) };
}

/**
 * "Stop this section" from its footer: one step, idempotent like `leave`.
 * @throws Fault `not-found` for a section that never was.
 */
export async function leaveSection(
  deps: ReaderDeps,
  id: SubscriberId,
  from: { section: string; how: How },
): Promise<SectionLeaving> {
  const book = await openSectionBook(deps.db);
  const section = currentSection(book, from.section);
  const at = deps.clock.now();
  return transact(deps, async (db): Promise<SectionLeaving> => {
    const row = existing(await lockSubscriber(db, id));
    const { label } = section;
    const gets = row.all_sections || row.sections.includes(section.id);
    if (row.state !== 'active' || !gets)
      return { outcome: 'already stopped', label, reader: asReader(row, book) };
    const rest = without(row, section, book);
    if (rest.sections.length === 0) {
      const left = await writeLeft(db, row, { at, how: from.how });
      return { outcome: 'left', label, reader: asReader(left, book) };
    }
    const detail = { from: readChoice(book, row), to: readChoice(book, rest) };
    await writeLedger(db, { id, at, how: from.how }, [
      { event: 'sections changed', reason: `stopped ${section.slug}`, detail },
    ]);
    const stopped = await updateSubscriber(db, id, { ...rest, chosen_at: at, updated_at: at });
    return { outcome: 'stopped', label, reader: asReader(stopped, book) };
  });
}

/** An old mail may name a section that was merged since: stopping it stops what it became. */
function currentSection(book: SectionBook, slug: string): Section {
  const section = book.heir(slug);
  if (!section) throw told('not-found', 'readerRefused.noSection');
  return section;
}
