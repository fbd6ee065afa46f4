import { fault, isFault, withoutUnseenEnds } from '../src/core/index.ts';
import { type LanguageName, SPOKEN } from '../src/words/written.ts';
import { readInstant } from './consent-date.ts';
import type { Incoming, ReadSections, RowReading } from './import-types.ts';

/** @throws Fault `invalid` for a cell that names no section, or none that there is. */
export function readSections(cell: string, read: ReadSections): Pick<Incoming, 'choice' | 'slugs'> {
  const names = sectionNames(cell);
  if (names.includes('*')) return { choice: { all_sections: true, sections: [] }, slugs: 'all' };
  if (names.length === 0) {
    throw fault('invalid', 'No sections: write their slugs separated by semicolons, or * for all.');
  }
  return read(names);
}

/** The slugs or labels of one cell, as written. */
export const sectionNames = (cell: string): string[] => [
  ...new Set(
    cell
      .split(';')
      .map(withoutUnseenEnds)
      .filter((name) => name !== ''),
  ),
];

/** @throws Fault `invalid`, which says how to do without a column that was only taken for ours. */
export function readConsentAt(text: string, { now, dates, layout }: RowReading): Date | null {
  try {
    return readInstant(text, { now, order: dates });
  } catch (error) {
    const column = layout.names[layout.at.get('consent_at') ?? -1] ?? '';
    if (!isFault(error) || column.toLowerCase() === 'consent_at') throw error;
    throw fault('invalid', `${error.message} (--ignore "${column}" passes the column over.)`);
  }
}

/**
 * The name of a catalogue: written so, with a region (`cy-GB`, `en_US`), or as its speakers or the English call it. Null for what is no
 * language of ours: other programs' lists hold any, and such readers get the publication's own.
 */
export function readLanguageName(cell: string): LanguageName | null {
  const said = cell.trim().toLowerCase();
  const [tag = ''] = said.split(/[-_]/);
  const called = (name: LanguageName) =>
    [name, 'en'].map((by) => new Intl.DisplayNames([by], { type: 'language' }).of(name)?.toLowerCase());
  return SPOKEN.find((name) => name === tag || called(name).includes(said)) ?? null;
}

/** @throws Fault `invalid` when it is longer than 500 characters. */
export function readSource(text: string): string | null {
  const tidy = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (tidy.length > 500) throw fault('invalid', 'The consent_source must be 500 characters or fewer.');
  return tidy === '' ? null : tidy;
}
