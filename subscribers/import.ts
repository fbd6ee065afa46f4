import { record } from '../src/acts/index.ts';
import { type Actor, type Clock, type Database, type Db, fault } from '../src/core/index.ts';
import type { DateOrder } from './consent-date.ts';
import type { CsvRow } from './csv.ts';
import type { DepartureVerdict } from './departing.store.ts';
import { type RowVerdict, writeDepartingBatch, writeImportBatch } from './import.store.ts';
import { sectionNames } from './import-cells.ts';
import { requireFields } from './import-columns.ts';
import { addVerdicts, emptyReport, type ImportReport, noteRejected, noteRow } from './import-report.ts';
import { type Departing, type Incoming, type RowReading, tryRow } from './import-row.ts';
import { sectionsForImport } from './import-sections.ts';
import { type FileTelling, refuseLeavers, type Survey, surveyFile } from './import-survey.ts';
import { NOBODY } from './nobody.ts';
import { rehearse } from './rehearse.store.ts';
import { type RejectedFile, rejectedFile } from './rejected-file.ts';
import { countUnreadable } from './suppression.store.ts';
import type { SecretKeys } from './tokens.ts';

export type ImportDeps = { db: Database; clock: Clock; keys: SecretKeys; by: Actor };

export type ImportOptions = FileTelling & {
  /** What is the day in 31/05/2026; such dates are refused if not given. */
  readonly dates?: DateOrder | undefined;
  /** What rows without sections are taken to say: slugs or labels joined by `;`, or `*`. */
  readonly sections?: string | undefined;
  /** What rows without a source of the consent are taken to say. */
  readonly consentSource?: string | undefined;
  /** Refuses rows that say nothing about consent. */
  readonly requireConsent?: boolean | undefined;
  /** Finds out what would happen, and changes nothing. */
  readonly dryRun?: boolean | undefined;
  readonly progress?: ((report: Readonly<ImportReport>) => void) | undefined;
  /** Is told what became of each row, as it becomes known. */
  readonly tell?: ((rows: readonly RowOutcome[]) => Promise<void>) | undefined;
  /** A dry run, too, leaves its bad rows in `FILE.rejected.csv`. */
  readonly keepRejected?: boolean | undefined;
};

/** What a row did, or in a dry run would do; `reason` for one that was rejected. */
export type RowOutcome = {
  readonly line: number;
  /** As a key, where the row's address could be read and is kept. */
  readonly address: string | null;
  readonly outcome: RowVerdict | DepartureVerdict | 'neverAgreed' | 'rejected';
  readonly reason: string | null;
};

/** Large enough that the round trip does not count, small enough that memory does not. */
const BATCH = 2_000;

/**
 * Imports a CSV file of subscribers as it streams. Good rows go in, bad ones into `FILE.rejected.csv` with the reason.
 * Importing again updates; whoever left, was suppressed or erased is never subscribed again, and who left elsewhere by
 * what the file says is kept as one who left. Of rows with the same address the last one counts, but leaving outdoes it.
 * @throws Fault `invalid` for a file that cannot be read or whose first line does not name the columns; what was
 * written before a fault stays, and importing the file again completes it.
 */
export async function importSubscribers(
  deps: ImportDeps,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const survey = await surveyFile(file, options);
  requireFields(survey.layout, options.sections === undefined ? ['email', 'sections'] : ['email']);
  refuseLeavers(file, survey);
  if (!options.dryRun) {
    const report = await importSurveyed(deps, { file, survey, options });
    const { added, updated, leftElsewhere: left, suppressedElsewhere: suppressed, rejected } = report;
    const params = { added, updated, left, suppressed, rejected };
    const done = { act: 'reader.file-imported', by: deps.by, subject: NOBODY, params } as const;
    await record(deps.db, done, deps.clock.now());
    return report;
  }
  return rehearse(deps.db, (db) => importSurveyed({ ...deps, db }, { file, survey, options }));
}

type Placed = { readonly line: number };
type Surveyed = { file: string; survey: Survey; options: ImportOptions };

async function importSurveyed(deps: Omit<ImportDeps, 'db'> & { db: Db }, surveyed: Surveyed) {
  const { survey, options, file } = surveyed;
  const rejected = options.dryRun && !options.keepRejected ? null : rejectedFile(file);
  const intake = await openIntake(deps, { ...surveyed, rejected });
  try {
    // Those who left first, in whatever order the rows stand: one row of a file may call active whom another has leave.
    if (survey.departures) await intake.takeAll(intake.takeDeparting);
    await intake.takeAll(intake.takeRow);
    if (intake.report.rejected === 0) await rejected?.remove();
  } finally {
    await rejected?.close();
  }
  return intake.report;
}

async function openIntake(
  deps: Omit<ImportDeps, 'db'> & { db: Db },
  { survey, options, rejected }: Surveyed & { rejected: RejectedFile | null },
) {
  const at = deps.clock.now();
  const sections = await sectionsForImport(deps.db, { by: deps.by, at });
  const reading = readingOf({ survey, options, now: at, sections: sections.read });
  await sections.meet([reading.instead.sections]);
  if (reading.instead.sections !== '') requireSections(reading);
  const report = emptyReport(survey, options.dryRun === true);
  report.unreadableSuppressions = await countUnreadable(
    deps.db,
    deps.keys.map((key) => key.id),
  );
  const using = { keys: deps.keys, at, source: 'csv import' } as const;
  let readers = new Map<string, Incoming & Placed>();
  let departing = new Map<string, Departing & Placed>();
  let outcomes: RowOutcome[] = [];
  const note = (
    line: number,
    outcome: RowOutcome['outcome'],
    address: string | null = null,
    reason: string | null = null,
  ) => {
    if (options.tell) outcomes.push({ line, outcome, address, reason });
  };

  const flush = async () => {
    const [come, go] = [[...readers.values()], [...departing.values()]];
    readers = new Map();
    departing = new Map();
    const judge = (
      rows: readonly (Placed & { key: string })[],
      verdicts: ReadonlyMap<string, RowVerdict | DepartureVerdict>,
    ) => {
      addVerdicts(report, verdicts);
      for (const { key, line } of rows) note(line, verdicts.get(key) ?? 'unchanged', key);
    };
    if (go.length > 0) judge(go, await writeDepartingBatch(deps.db, go, { ...using, by: 'others' }));
    if (come.length > 0) judge(come, await writeImportBatch(deps.db, come, using));
    report.newSections = [...sections.added];
    const told = outcomes;
    outcomes = [];
    if (told.length > 0) await options.tell?.(told);
  };
  const keep = async <T extends { key: string } & Placed>(batch: Map<string, T>, one: T) => {
    const before = batch.get(one.key);
    if (before) {
      report.repeated++;
      note(before.line, 'repeated', one.key);
    }
    batch.set(one.key, one);
    if (batch.size >= BATCH) await flush();
  };
  const reject = async (row: CsvRow, reason: string) => {
    noteRejected(report, row.line, reason);
    note(row.line, 'rejected', null, reason);
    if (outcomes.length >= BATCH) await flush();
    if (!rejected) return;
    await rejected.add(row, { names: survey.layout.names, reason });
    report.rejectedFile = rejected.path;
  };

  return {
    report,
    /** Only those who left; everything else about the rows waits for `takeRow`. */
    async takeDeparting(row: CsvRow) {
      const read = tryRow(row, reading);
      if (typeof read !== 'string' && read.kind === 'departing')
        await keep(departing, { ...read.departing, line: row.line });
    },
    async takeRow(row: CsvRow) {
      const read = tryRow(row, reading);
      if (typeof read === 'string') return reject(row, read);
      noteRow(report, read);
      if (read.kind === 'unconfirmed') note(row.line, 'neverAgreed');
      if (read.kind === 'reader') await keep(readers, { ...read.reader, line: row.line });
    },
    async takeAll(take: (row: CsvRow) => Promise<void>) {
      for await (const rows of survey.rows()) {
        await sections.meet(sectionCells(rows, reading));
        for (const row of rows) await take(row);
        options.progress?.(report);
      }
      await flush();
    },
  };
}

function readingOf(from: {
  survey: Survey;
  options: ImportOptions;
  now: Date;
  sections: RowReading['sections'];
}): RowReading {
  const { survey, options } = from;
  return {
    layout: survey.layout,
    states: survey.states,
    separator: survey.separator,
    sections: from.sections,
    now: from.now,
    dates: options.dates,
    instead: { sections: options.sections ?? '', consentSource: options.consentSource ?? '' },
    requireConsent: options.requireConsent ?? false,
  };
}

/** @throws Fault `invalid` when the sections for rows that name none are none themselves. */
function requireSections({ instead, sections }: RowReading): void {
  const names = sectionNames(instead.sections);
  if (names.length === 0)
    throw fault('invalid', '--sections names no section: write slugs joined by ;, or *.');
  if (!names.includes('*')) sections(names);
}

function* sectionCells(rows: readonly CsvRow[], { layout }: RowReading): Generator<string> {
  const column = layout.at.get('sections') ?? -1;
  for (const row of rows) yield row.fields[column] ?? '';
}
