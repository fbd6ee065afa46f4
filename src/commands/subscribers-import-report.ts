import type { ImportReport } from '../../subscribers/index.ts';
import { count, say } from '../terminal/say.ts';

/** What each count of an import means, in the order in which they are told; the first three always are. */
const LINES: readonly [keyof ImportReport, string][] = [
  ['added', 'added'],
  ['updated', 'updated'],
  ['rejected', 'rejected'],
  ['unchanged', 'unchanged'],
  ['repeated', 'repeated an address of this file (the last row counts)'],
  ['ownChoice', 'kept as the reader chose since'],
  ['leftElsewhere', 'left elsewhere, and are kept out here'],
  ['suppressedElsewhere', 'suppressed elsewhere (bounce, complaint, blocked), and are suppressed here'],
  ['laterConsent', 'left or suppressed elsewhere, but agreed here later, and stay as they are'],
  ['neverAgreed', 'never confirmed or never subscribed elsewhere, and stay out'],
  ['left', 'left before and stay out'],
  ['suppressed', 'suppressed (bounce, complaint or desk) and stay out'],
  ['erased', 'erased before and stay out'],
];
const SHOWN_REASONS = 5;

export function sayImport(report: ImportReport): void {
  if (report.dryRun) say('Dry run: this is what would happen; nothing was changed.');
  sayColumns(report);
  say(`${count(report.rows, 'row')} read`);
  for (const [index, [key, words]] of LINES.entries()) {
    const value = Number(report[key]);
    if (index < 3 || value > 0) say(`  ${value.toLocaleString('en-GB').padStart(9)}  ${words}`);
  }
  sayRemarks(report);
  sayRejected(report);
}

/** What the columns were taken for: a list that was misread looks well otherwise. */
export function sayColumns({ readAs, passedOver }: Pick<ImportReport, 'readAs' | 'passedOver'>): void {
  for (const { column, field } of readAs) say(`Column "${column}" is read as ${field}.`);
  if (passedOver.length > 0)
    say(`Columns passed over: ${passedOver.map((column) => `"${column}"`).join(', ')}`);
}

function sayRemarks(report: ImportReport): void {
  if (report.noConsent > 0) {
    say(
      `${report.noConsent.toLocaleString('en-GB')} of ${count(report.rows, 'row')} ${report.noConsent === 1 ? 'says' : 'say'} nothing about consent: \`--consent-source TEXT\` says it for them. It is recorded as none given.`,
    );
  }
  sayApostrophes(report);
  if (report.newSections.length > 0) {
    say(
      `No edition has been imported yet, so these sections were taken on trust: ${report.newSections.join(', ')}`,
    );
  }
  if (report.unreadableSuppressions > 0) {
    say(
      `Warning: ${count(report.unreadableSuppressions, 'entry', 'entries')} of the suppression list could not be checked, because SECRET_KEYS lacks the key they were made with. Put it back behind the others.`,
    );
  }
}

export function sayApostrophes({ apostrophes }: Pick<ImportReport, 'apostrophes'>): void {
  if (apostrophes > 0)
    say(
      `${count(apostrophes, 'address', 'addresses')} had an apostrophe before ${apostrophes === 1 ? 'it' : 'them'}, as spreadsheets mark text; it was taken off.`,
    );
}

export function sayRejected(report: Pick<ImportReport, 'rejected' | 'rejectedFile' | 'reasons'>): void {
  for (const { line, reason } of report.reasons.slice(0, SHOWN_REASONS)) say(`  line ${line}: ${reason}`);
  const more = report.rejected - Math.min(report.reasons.length, SHOWN_REASONS);
  if (more > 0) say(`  and ${count(more, 'more rejected row')}`);
  if (report.rejectedFile) say(`The rejected rows are in ${report.rejectedFile} with their reasons.`);
}
