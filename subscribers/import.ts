import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Clock, type Database, fault, sentenceOf } from '../src/core/index.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { type Verdict, writeImportBatch } from './import.store.ts';
import { type Header, type Incoming, readHeader, tryRow } from './import-row.ts';
import { sectionsForImport } from './import-sections.ts';
import { rejectedFile } from './rejected-file.ts';
import { countUnreadable } from './suppression.store.ts';
import type { SecretKeys } from './tokens.ts';

/** Counts add up: `rows` = all verdicts + `rejected`. */
export type ImportReport = Record<Verdict, number> & {
  rows: number;
  rejected: number;
  /** Where the bad rows are, with their reasons; null when there was none. */
  rejectedFile: string | null;
  /** Slugs taken on trust because no edition has been imported yet. */
  newSections: string[];
  /** Entries of the suppression list under keys that are gone: these people could not be kept out. */
  unreadableSuppressions: number;
};

export type ImportDeps = { db: Database; clock: Clock; keys: SecretKeys };

/** Large enough that the round trip does not count, small enough that memory does not. */
const BATCH = 2_000;

/**
 * Imports a CSV file of subscribers as it streams. Good rows go in, bad ones into `FILE.rejected.csv` with the reason.
 * Importing again updates; whoever left, was suppressed or erased is never subscribed again. Of rows with the same
 * address the last one counts.
 * @throws Fault `invalid` for a file that cannot be read or whose first line does not name the columns; what was
 * written before a fault stays, and importing the file again completes it.
 */
export async function importSubscribers(
  deps: ImportDeps,
  file: string,
  progress: (report: Readonly<ImportReport>) => void = () => {},
): Promise<ImportReport> {
  const intake = await openIntake(deps, file);
  try {
    for await (const rows of readCsv(await open(file))) {
      await intake.take(rows);
      progress(intake.report);
    }
    await intake.flush();
    if (!intake.header()) throw fault('invalid', 'The file is empty: its first line must name the columns.');
    if (intake.report.rejected === 0) await intake.rejected.remove();
  } finally {
    await intake.rejected.close();
  }
  return intake.report;
}

async function open(file: string) {
  const kind = await stat(file).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') throw fault('invalid', `There is no file ${file}.`);
    throw fault('invalid', `The file ${file} cannot be read: ${sentenceOf(error)}`);
  });
  if (!kind.isFile()) throw fault('invalid', `${file} is not a file.`);
  return createReadStream(file, { highWaterMark: 64 * 1024 });
}

async function openIntake(deps: ImportDeps, file: string) {
  const at = deps.clock.now();
  const sections = await sectionsForImport(deps.db);
  const rejected = rejectedFile(file);
  const report = emptyReport();
  report.unreadableSuppressions = await countUnreadable(
    deps.db,
    deps.keys.map((key) => key.id),
  );
  let header: Header | undefined;
  let batch = new Map<string, Incoming>();

  const flush = async () => {
    if (batch.size > 0)
      addVerdicts(report, await writeImportBatch(deps.db, [...batch.values()], { keys: deps.keys, at }));
    batch = new Map();
    report.newSections = [...sections.added];
  };
  const takeRow = async (row: CsvRow, columns: Header) => {
    report.rows++;
    const read = tryRow(row, columns, { sections: sections.read, now: at });
    if (typeof read === 'string') {
      await rejected.add(row, { header: columns, reason: read });
      report.rejected++;
      report.rejectedFile = rejected.path;
      return;
    }
    if (batch.has(read.key)) report.repeated++;
    batch.set(read.key, read);
    if (batch.size >= BATCH) await flush();
  };
  const take = async (rows: CsvRow[]) => {
    const [first, ...others] = rows;
    if (!first) return;
    const body = header ? rows : others;
    header ??= readHeader(first.fields);
    await sections.meet(sectionCells(body, header));
    for (const row of body) await takeRow(row, header);
  };
  return { report, rejected, take, flush, header: () => header };
}

function* sectionCells(rows: readonly CsvRow[], header: Header): Generator<string> {
  const column = header.at.get('sections') ?? -1;
  for (const row of rows) yield row.fields[column] ?? '';
}

const emptyReport = (): ImportReport => ({
  rows: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  repeated: 0,
  ownChoice: 0,
  left: 0,
  erased: 0,
  suppressed: 0,
  rejected: 0,
  rejectedFile: null,
  newSections: [],
  unreadableSuppressions: 0,
});

function addVerdicts(report: ImportReport, verdicts: Partial<Record<Verdict, number>>): void {
  for (const [verdict, count] of Object.entries(verdicts)) report[verdict as Verdict] += count;
}
