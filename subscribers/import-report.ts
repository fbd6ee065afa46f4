import type { DepartureVerdict } from './departing.store.ts';
import type { RowVerdict } from './import.store.ts';
import type { ReadRow } from './import-row.ts';
import type { Survey } from './import-survey.ts';

/** Counts add up: `rows` = all verdicts + `neverAgreed` + `rejected`. */
export type ImportReport = Record<RowVerdict | DepartureVerdict, number> & {
  rows: number;
  rejected: number;
  /** Where the bad rows are, with their reasons; null when there was none, and in a dry run. */
  rejectedFile: string | null;
  /** The first reasons, with their lines. */
  reasons: { line: number; reason: string }[];
  /** Never confirmed or never agreed elsewhere: nothing is held about them. */
  neverAgreed: number;
  /** Rows of readers with neither `consent_at` nor `consent_source`. */
  noConsent: number;
  /** Addresses with an apostrophe before them, which was taken off. */
  apostrophes: number;
  /** Columns under another name than ours, and what they were read as. */
  readAs: { column: string; field: string }[];
  /** Columns that were not read. */
  passedOver: string[];
  /** Slugs taken on trust because no edition has been imported yet. */
  newSections: string[];
  /** Entries of the suppression list under keys that are gone: these people could not be kept out. */
  unreadableSuppressions: number;
  dryRun: boolean;
};

const MOST_REASONS = 20;

export const emptyReport = (survey: Survey, dryRun: boolean): ImportReport => ({
  rows: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  repeated: 0,
  ownChoice: 0,
  left: 0,
  erased: 0,
  suppressed: 0,
  leftElsewhere: 0,
  suppressedElsewhere: 0,
  laterConsent: 0,
  neverAgreed: 0,
  rejected: 0,
  rejectedFile: null,
  reasons: [],
  noConsent: 0,
  apostrophes: 0,
  readAs: readAs(survey),
  passedOver: [...survey.passedOver],
  newSections: [],
  unreadableSuppressions: 0,
  dryRun,
});

function readAs({ layout, states }: Survey): ImportReport['readAs'] {
  const named = [...layout.at].map(([field, index]) => ({ column: layout.names[index] ?? '', field }));
  const told = states.map(({ index }) => ({ column: layout.names[index] ?? '', field: 'state' }));
  return [...named, ...told].filter(({ column, field }) => column !== '' && column.toLowerCase() !== field);
}

export function addVerdicts(
  report: ImportReport,
  verdicts: ReadonlyMap<string, RowVerdict | DepartureVerdict>,
): void {
  for (const verdict of verdicts.values()) report[verdict]++;
}

export function noteRejected(report: ImportReport, line: number, reason: string): void {
  report.rows++;
  report.rejected++;
  if (report.reasons.length < MOST_REASONS) report.reasons.push({ line, reason });
}

/** A row that could be read. */
export function noteRow(report: ImportReport, read: ReadRow): void {
  report.rows++;
  if (read.apostrophe) report.apostrophes++;
  if (read.kind === 'unconfirmed') report.neverAgreed++;
  if (read.kind === 'reader' && read.reader.consentAt === null && read.reader.consentSource === null)
    report.noConsent++;
}
