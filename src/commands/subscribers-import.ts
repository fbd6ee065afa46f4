import type { ImportReport } from '../../subscribers/index.ts';
import { count, say } from './command.ts';

/** What each count of an import means, in the order in which they are told; the first three always are. */
const LINES: readonly [keyof ImportReport, string][] = [
  ['added', 'added'],
  ['updated', 'updated'],
  ['rejected', 'rejected'],
  ['unchanged', 'unchanged'],
  ['repeated', 'repeated an address of this file (the last row counts)'],
  ['ownChoice', 'kept as the reader chose since'],
  ['left', 'left before and stay out'],
  ['suppressed', 'suppressed (bounce, complaint or desk) and stay out'],
  ['erased', 'erased before and stay out'],
];

export function sayImport(report: ImportReport): void {
  say(`${count(report.rows, 'row')} read`);
  for (const [index, [key, words]] of LINES.entries()) {
    const value = Number(report[key]);
    if (index < 3 || value > 0) say(`  ${value.toLocaleString('en-GB').padStart(9)}  ${words}`);
  }
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
  if (report.rejectedFile) say(`The rejected rows are in ${report.rejectedFile} with their reasons.`);
}
