import {
  addressKey,
  type EmailAddress,
  fault,
  isFault,
  parseEmailAddress,
  withoutUnseenEnds,
} from '../src/core/index.ts';
import type { CsvRow } from './csv.ts';
import { cellText } from './csv-cells.ts';
import { tidyLine } from './details.ts';
import { readConsentAt, readLanguageName, readSections, readSource } from './import-cells.ts';
import type { Field } from './import-names.ts';
import type { AddressReading, Departure, Incoming, ReadRow, RowReading } from './import-types.ts';
import { leavingDate, readStanding, strongest } from './standing.ts';

export type { Departing, Departure, Incoming, ReadRow, ReadSections, RowReading } from './import-types.ts';

/** `readRow`, or the reason for the rejected file as a string. */
export const tryRow = (row: CsvRow, reading: RowReading): ReadRow | string =>
  orReason(() => readRow(row, reading));

function orReason<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (isFault(error)) return error.message;
    throw error;
  }
}

/**
 * Pure: reads one row. Of one who left elsewhere only the address and what says so are looked at.
 * @throws Fault `invalid` with the reason that goes into the rejected file.
 */
function readRow(row: CsvRow, reading: RowReading): ReadRow {
  refuseShifted(row, reading);
  const standing = strongest(reading.states.map(({ index, rule }) => readStanding(cellAt(row, index), rule)));
  const { email, apostrophe } = readAddress(cellOf(row, 'email', reading));
  if (standing === 'unknown') throw unknownStanding(row, reading);
  if (standing === 'unconfirmed') return { kind: 'unconfirmed', apostrophe };
  const key = addressKey(email);
  if (standing !== 'active') {
    const meaning = ownCause(row, reading, standing);
    return {
      kind: 'departing',
      departing: { email, key, meaning, leftBy: leftBy(row, reading) },
      apostrophe,
    };
  }
  return { kind: 'reader', reader: { email, key, ...readDetails(row, reading) }, apostrophe };
}

/** The address of a row of which nothing else counts, or the reason why it cannot be read. */
export function tryAddress(
  row: CsvRow,
  reading: AddressReading,
): { readonly email: EmailAddress; readonly apostrophe: boolean } | string {
  return orReason(() => {
    if (reading.layout.names.length > 0) refuseShifted(row, reading);
    return readAddress(cellOf(row, 'email', reading));
  });
}

function readDetails(row: CsvRow, reading: RowReading): Omit<Incoming, 'email' | 'key'> {
  const cell = (field: Exclude<Field, 'state'>) => cellOf(row, field, reading);
  const consentAt = readConsentAt(cell('consent_at'), reading);
  const consentSource = readSource(cell('consent_source') || reading.instead.consentSource);
  if (reading.requireConsent && consentAt === null && consentSource === null) {
    throw fault('invalid', 'The row says nothing about consent: neither consent_at nor consent_source.');
  }
  return {
    name: tidyLine(cell('name') || `${cell('first_name')} ${cell('last_name')}`, 'name'),
    organisation: tidyLine(cell('organisation'), 'organisation'),
    ...readSections(cell('sections') || reading.instead.sections, reading.sections),
    consentAt,
    consentSource,
    language: readLanguageName(cell('language')),
  };
}

const cellAt = (row: CsvRow, index: number) => cellText(withoutUnseenEnds(row.fields[index] ?? ''));

/** @throws Fault `invalid` where the cell cannot be read; what stands in other columns is nobody's fault. */
function cellOf(row: CsvRow, field: Exclude<Field, 'state'>, { layout }: AddressReading): string {
  const index = layout.at.get(field);
  if (index === undefined) return '';
  refuseDamaged(row, index);
  if (row.fields[index]?.includes('\ufffd')) {
    throw fault(
      'invalid',
      `A character of the ${field} could not be read: save the file as "CSV UTF-8", or say \`--encoding windows-1252\` if that is how it was written.`,
    );
  }
  return cellAt(row, index);
}

function refuseDamaged({ broken, damagedFrom = 0 }: CsvRow, index: number): void {
  if (broken !== undefined && index >= damagedFrom) throw fault('invalid', broken);
}

/** Spreadsheets leave out empty cells at a row's end; values too many mean that one was cut in two somewhere. */
function refuseShifted(row: CsvRow, { layout, separator, states }: AddressReading): void {
  for (const { index } of states) refuseDamaged(row, index);
  const width = layout.names.length;
  if (row.fields.length <= width || row.broken !== undefined) return;
  if (!row.fields.slice(width).some((field) => withoutUnseenEnds(field) !== '')) return;
  const counts = `The row has ${row.fields.length} values where the first line names ${width}`;
  const named = { ',': 'comma', ';': 'semicolon', '\t': 'tab' }[separator] ?? `"${separator}"`;
  throw fault('invalid', `${counts}: put quotation marks around a value that holds a ${named}.`);
}

const APOSTROPHES = /^['\u2018\u2019\u201b`\u00b4]+/u;

/** One address; a spreadsheet's mark of text before it, and its like behind it, are no part of it. */
function readAddress(cell: string): { email: EmailAddress; apostrophe: boolean } {
  if (/^=.*\(/.test(cell))
    throw fault('invalid', 'The cell holds a formula instead of an address: save the file with values.');
  const marks = APOSTROPHES.exec(cell)?.[0] ?? '';
  const bare = cell.slice(marks.length);
  const closed = marks === '' ? bare : bare.replace(/['\u2018\u2019\u201b`\u00b4]+$/u, '');
  return { email: parseEmailAddress(closed), apostrophe: marks !== '' };
}

function unknownStanding(row: CsvRow, { states, layout }: RowReading) {
  const at =
    states.find(({ index, rule }) => readStanding(cellAt(row, index), rule) === 'unknown')?.index ?? 0;
  const column = layout.names[at];
  const said = cellAt(row, at);
  const what =
    said === ''
      ? `The column "${column}" is empty here`
      : `"${said}" in the column "${column}" is no known word`;
  return fault(
    'invalid',
    `${what}, so nobody can tell whether this reader left. Write active or unsubscribed, or pass the column over with --ignore "${column}".`,
  );
}

/** Our own export says why beside the state. */
function ownCause(row: CsvRow, { layout }: RowReading, meaning: Departure): Departure {
  if (layout.cause === null || meaning !== 'desk') return meaning;
  const cause = cellAt(row, layout.cause);
  return (['hard bounce', 'complaint', 'soft bounces'] as const).find((known) => known === cause) ?? meaning;
}

/** The date of leaving, else of the row's last change, else of the consent that ended. */
function leftBy(row: CsvRow, { states, layout, now, dates }: RowReading): Date | null {
  const told = states.filter(({ rule }) => rule.kind === 'against').map(({ index }) => index);
  for (const index of [...told, layout.changedAt, layout.at.get('consent_at')]) {
    const date =
      index === null || index === undefined ? null : leavingDate(cellAt(row, index), { now, order: dates });
    if (date) return date;
  }
  return null;
}
