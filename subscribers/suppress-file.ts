import { record } from '../src/acts/index.ts';
import { type Actor, addressKey, type Clock, type Database, type Db, fault } from '../src/core/index.ts';
import type { CsvRow } from './csv.ts';
import { writeDepartingBatch } from './import.store.ts';
import { requireFields } from './import-columns.ts';
import { type Departing, tryAddress } from './import-row.ts';
import { type FileTelling, type Survey, surveyFile } from './import-survey.ts';
import { NOBODY } from './nobody.ts';
import { rehearse } from './rehearse.store.ts';
import { type RejectedFile, rejectedFile } from './rejected-file.ts';
import type { SecretKeys } from './tokens.ts';

/** Counts add up: `rows` = `suppressed` + `already` + `repeated` + `rejected`. */
export type SuppressReport = {
  rows: number;
  suppressed: number;
  already: number;
  repeated: number;
  rejected: number;
  rejectedFile: string | null;
  reasons: { line: number; reason: string }[];
  apostrophes: number;
  readAs: { column: string; field: string }[];
  passedOver: string[];
  dryRun: boolean;
};
type SuppressFileDeps = { db: Database; clock: Clock; keys: SecretKeys; by: Actor };

const BATCH = 2_000;
const MOST_REASONS = 20;

/**
 * Stops every address of a file by hand, as `suppressAddress` stops one: a column of addresses, or bare addresses one a
 * line. Bad rows go into `FILE.rejected.csv`.
 * @throws Fault `invalid` for a file that cannot be read, or one that says of some rows that they want the bulletin.
 */
export async function suppressFile(
  deps: SuppressFileDeps,
  file: string,
  options: FileTelling & { readonly dryRun?: boolean | undefined } = {},
): Promise<SuppressReport> {
  const survey = await surveyFile(file, options, true);
  requireFields(survey.layout, ['email']);
  refuseReaders(survey);
  const report = emptyReport(survey, options.dryRun ?? false);
  if (options.dryRun)
    await rehearse(deps.db, (db) => takeAll({ ...deps, db }, { survey, report, rejected: null }));
  else {
    await takeFile(deps, { survey, report, rejected: rejectedFile(file) });
    const { suppressed } = report;
    const done = {
      act: 'reader.file-suppressed',
      by: deps.by,
      subject: NOBODY,
      params: { suppressed },
    } as const;
    await record(deps.db, done, deps.clock.now());
  }
  return report;
}

type Taking = { survey: Survey; report: SuppressReport; rejected: RejectedFile | null };

async function takeFile(deps: SuppressFileDeps, taking: Taking & { rejected: RejectedFile }): Promise<void> {
  try {
    await takeAll(deps, taking);
    if (taking.report.rejected === 0) await taking.rejected.remove();
  } finally {
    await taking.rejected.close();
  }
}

async function takeAll(deps: Omit<SuppressFileDeps, 'db'> & { db: Db }, taking: Taking): Promise<void> {
  const { survey, report } = taking;
  const using = { keys: deps.keys, at: deps.clock.now(), source: 'command line', by: 'desk' } as const;
  let batch = new Map<string, Departing>();
  const flush = async () => {
    const rows = [...batch.values()];
    batch = new Map();
    if (rows.length === 0) return;
    const verdicts = await writeDepartingBatch(deps.db, rows, using);
    for (const verdict of verdicts.values()) {
      if (verdict === 'suppressedElsewhere') report.suppressed++;
      if (verdict === 'suppressed') report.already++;
      if (verdict === 'repeated') report.repeated++;
    }
  };
  for await (const rows of survey.rows()) {
    for (const row of rows) {
      const read = tryAddress(row, survey);
      report.rows++;
      if (typeof read === 'string') {
        await reject(row, read, taking);
        continue;
      }
      const key = addressKey(read.email);
      if (read.apostrophe) report.apostrophes++;
      if (batch.has(key)) report.repeated++;
      batch.set(key, { email: read.email, key, meaning: 'desk', leftBy: null });
      if (batch.size >= BATCH) await flush();
    }
  }
  await flush();
}

async function reject(row: CsvRow, reason: string, { survey, report, rejected }: Taking): Promise<void> {
  report.rejected++;
  if (report.reasons.length < MOST_REASONS) report.reasons.push({ line: row.line, reason });
  if (!rejected) return;
  const names = survey.layout.names.length > 0 ? survey.layout.names : row.fields.map(() => '');
  await rejected.add(row, { names, reason });
  report.rejectedFile = rejected.path;
}

/** A whole export given by mistake would stop everybody. */
function refuseReaders({ states, actives, layout }: Survey): void {
  const column = layout.names[states[0]?.index ?? -1];
  if (!actives || column === undefined) return;
  throw fault(
    'invalid',
    `The column "${column}" says that some of these readers want the bulletin: \`quarterly subscribers import\` reads who left from it. To stop every address of the file, pass the column over with --ignore "${column}".`,
  );
}

const emptyReport = (survey: Survey, dryRun: boolean): SuppressReport => {
  const email = layoutName(survey);
  return {
    rows: 0,
    suppressed: 0,
    already: 0,
    repeated: 0,
    rejected: 0,
    rejectedFile: null,
    reasons: [],
    apostrophes: 0,
    readAs: email === '' || email.toLowerCase() === 'email' ? [] : [{ column: email, field: 'email' }],
    passedOver: survey.layout.names.filter((name) => name !== '' && name !== email),
    dryRun,
  };
};

const layoutName = ({ layout }: Survey) => layout.names[layout.at.get('email') ?? -1] ?? '';
