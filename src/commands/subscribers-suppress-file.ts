import { type ImportOptions, type SuppressReport, suppressFile } from '../../subscribers/index.ts';
import { count, say, sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { requireGoodRows } from './subscribers-import.ts';
import { sayApostrophes, sayColumns, sayRejected } from './subscribers-import-report.ts';

export type AskedOfFile = Pick<ImportOptions, 'encoding' | 'map' | 'ignore' | 'dryRun'> & {
  file: string;
  json?: boolean;
};

/** `subscribers suppress --file FILE`: stops every address in it. */
export const suppressByFile = ({ file, json, encoding, map, ignore, dryRun }: AskedOfFile) =>
  acting('readers.change', OPERATOR, async (app, by) => {
    const report = await suppressFile({ ...app, by }, file, { encoding, map, ignore, dryRun });
    if (json) sayJson(report);
    else saySuppressed(report);
    requireGoodRows(report);
  });

function saySuppressed(report: SuppressReport): void {
  if (report.dryRun) say('Dry run: this is what would happen; nothing was changed.');
  sayColumns(report);
  say(`${count(report.rows, 'row')} read`);
  const lines: [number, string][] = [
    [report.suppressed, 'suppressed'],
    [report.already, 'suppressed before'],
    [report.repeated, 'repeated an address of this file'],
    [report.rejected, 'rejected'],
  ];
  for (const [value, words] of lines) say(`  ${value.toLocaleString('en-GB').padStart(9)}  ${words}`);
  sayApostrophes(report);
  sayRejected(report);
}
