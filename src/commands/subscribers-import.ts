import { type ImportOptions, importSubscribers } from '../../subscribers/index.ts';
import { fault } from '../core/index.ts';
import { sayJson } from '../terminal/say.ts';
import { acting, OPERATOR } from './acting.ts';
import { EXIT } from './exit.ts';
import { sayImport } from './subscribers-import-report.ts';

type Asked = Omit<ImportOptions, 'progress'> & { json?: boolean };

export const importThem = (file: string, { json, ...options }: Asked) =>
  acting('readers.change', OPERATOR, async (app, by) => {
    const report = await importSubscribers({ ...app, by }, file, options);
    if (json) sayJson(report);
    else sayImport(report);
    requireGoodRows(report);
  });

/** @throws Fault `invalid` when every row was rejected; some of them are an exit status of their own. */
export function requireGoodRows(report: {
  rows: number;
  rejected: number;
  rejectedFile: string | null;
}): void {
  if (report.rejected === 0) return;
  if (report.rejected < report.rows) {
    process.exitCode = EXIT.someRejected;
    return;
  }
  const where = report.rejectedFile === null ? 'above' : `in ${report.rejectedFile}`;
  throw fault('invalid', `No row could be read; the reasons are ${where}.`);
}
