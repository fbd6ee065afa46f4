import { addressKey, type EmailAddress, fault, isFault, parseEmailAddress } from '../src/core/index.ts';
import { type CsvRow, cellText } from './csv.ts';
import { tidyLine } from './details.ts';
import type { StoredChoice } from './section-book.ts';

/** The header of import and export. Order is free; only `email` and `sections` must be there. */
export const COLUMNS = ['email', 'name', 'organisation', 'sections', 'consent_at', 'consent_source'] as const;
type Column = (typeof COLUMNS)[number] | 'state';

/** Where each column stands in this file, and the names as they were written. */
export type Header = { readonly at: ReadonlyMap<Column, number>; readonly names: readonly string[] };

/** One good row. What is null in the file leaves what we hold alone. */
export type Incoming = {
  readonly email: EmailAddress;
  readonly key: EmailAddress;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly choice: StoredChoice;
  /** For the ledger: the slugs as stored, or `all`. */
  readonly slugs: 'all' | readonly string[];
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
};

/** Turns the slugs of one cell into what is stored. @throws Fault `invalid` that lists the valid ones. */
export type ReadSections = (slugs: readonly string[]) => Pick<Incoming, 'choice' | 'slugs'>;

/** @throws Fault `invalid` that names what is missing or doubled, and what the header should be. */
export function readHeader(fields: readonly string[]): Header {
  const names = fields.map((field) => field.trim());
  const known = new Set<string>([...COLUMNS, 'state']);
  const at = new Map<Column, number>();
  for (const [index, written] of names.entries()) {
    const name = written.toLowerCase().replace(/[\s-]+/g, '_');
    if (!known.has(name)) continue;
    if (at.has(name as Column))
      throw fault('invalid', `The column "${name}" is there twice in the first line.`);
    at.set(name as Column, index);
  }
  const missing = (['email', 'sections'] as const).filter((column) => !at.has(column));
  if (missing.length > 0) {
    throw fault(
      'invalid',
      `The first line must name the columns, separated by commas: ${COLUMNS.join(',')}. Missing: ${missing.join(', ')}.`,
    );
  }
  return { at, names };
}

/**
 * Pure: reads one row.
 * @throws Fault `invalid` with the reason that goes into the rejected file.
 */
function readRow(row: CsvRow, header: Header, using: { sections: ReadSections; now: Date }): Incoming {
  refuseBroken(row, header);
  const cell = (column: Column) => {
    const index = header.at.get(column);
    return index === undefined ? '' : cellText((row.fields[index] ?? '').trim());
  };
  const state = cell('state');
  if (state !== '' && state !== 'active') {
    throw fault('invalid', `Only active subscribers are imported; this one is "${state}".`);
  }
  const email = parseEmailAddress(cell('email'));
  return {
    email,
    key: addressKey(email),
    name: tidyLine(cell('name'), 'name'),
    organisation: tidyLine(cell('organisation'), 'organisation'),
    ...readSections(cell('sections'), using.sections),
    consentAt: readInstant(cell('consent_at'), using.now),
    consentSource: readSource(cell('consent_source')),
  };
}

/** `readRow`, or the reason for the rejected file as a string. */
export function tryRow(...from: Parameters<typeof readRow>): Incoming | string {
  try {
    return readRow(...from);
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
}

function refuseBroken(row: CsvRow, header: Header): void {
  if (row.broken) throw fault('invalid', row.broken);
  if (row.fields.some((field) => field.includes('\ufffd'))) {
    throw fault('invalid', 'A character could not be read: save the file as "CSV UTF-8".');
  }
  const extra = row.fields.slice(header.names.length).some((field) => field.trim() !== '');
  if (extra || row.fields.length < header.names.length) {
    const counts = `The row has ${row.fields.length} values where the first line names ${header.names.length}`;
    throw fault('invalid', `${counts}: put quotation marks around a value that holds a comma.`);
  }
}

function readSections(cell: string, read: ReadSections): Pick<Incoming, 'choice' | 'slugs'> {
  const slugs = cell
    .split(';')
    .map((slug) => slug.trim().toLowerCase())
    .filter((slug) => slug !== '');
  if (slugs.includes('*')) return { choice: { all_sections: true, sections: [] }, slugs: 'all' };
  if (slugs.length === 0) {
    throw fault('invalid', 'No sections: write their slugs separated by semicolons, or * for all.');
  }
  return read([...new Set(slugs)]);
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** ISO 8601; a time without a zone is UTC. 1/2/2026 is refused: nobody can tell its month from its day. */
function readInstant(text: string, now: Date): Date | null {
  if (text === '') return null;
  const match = INSTANT.exec(text);
  const [, year, month, day, zone] = match ?? [];
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const at = new Date(text.length > 10 && !zone ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'));
  if (!match || Number.isNaN(at.getTime()) || real.getUTCDate() !== Number(day)) {
    throw fault(
      'invalid',
      `"${text}" is no date for consent_at: write it like 2026-05-31 or 2026-05-31T09:30:00Z.`,
    );
  }
  if (at.getTime() > now.getTime()) throw fault('invalid', `The consent_at ${text} lies in the future.`);
  return at;
}

function readSource(text: string): string | null {
  const tidy = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (tidy.length > 500) throw fault('invalid', 'The consent_source must be 500 characters or fewer.');
  return tidy === '' ? null : tidy;
}
