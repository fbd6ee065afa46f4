import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fault, sentenceOf, withoutUnseenEnds } from '../src/core/index.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { cellText } from './csv-cells.ts';
import { type ColumnTelling, type Layout, readLayout, type StateColumn } from './import-columns.ts';
import { separatorFor } from './import-names.ts';
import { plainName } from './plain-name.ts';
import { isKnown, readStanding } from './standing.ts';

/** What was told about a file beside what it says itself. */
export type FileTelling = ColumnTelling & { readonly encoding?: string | undefined };

/** A file that was looked through once: how to read it, and whether it tells who left. */
export type Survey = {
  readonly layout: Layout;
  readonly separator: string;
  /** The columns of states that hold at least one known word. */
  readonly states: readonly StateColumn[];
  /** Whether some row may be of one who left or is suppressed. */
  readonly departures: boolean;
  /** Whether some row says that its reader gets the bulletin. */
  readonly actives: boolean;
  /** The columns that nobody reads, as they are written. */
  readonly passedOver: readonly string[];
  rows(): AsyncGenerator<CsvRow[]>;
};

/**
 * Looks through a file of readers: only all its cells say whether `State` is about a subscription or about California.
 * `headless`: a list of bare addresses will do.
 * @throws Fault `invalid` for a file that is not there, is empty, or whose first line does not name what was told.
 */
export async function surveyFile(file: string, telling: FileTelling, headless = false): Promise<Survey> {
  const told = [...(telling.map ?? []).map(({ column }) => column), ...(telling.ignore ?? [])];
  let separator = ',';
  const separatorOf = (line: string) => {
    separator = separatorFor(line, told);
    return separator;
  };
  let layout: Layout | undefined;
  const tally = newTally();
  for await (const rows of readCsv(await open(file), { encoding: telling.encoding, separatorOf })) {
    const first = layout ? undefined : rows[0];
    if (first) layout = headless && isAddress(first) ? bareList(first) : readLayout(first.fields, telling);
    if (layout && layout.states.length === 0) break;
    if (layout) tally.take(first && layout.at.size > 0 ? rows.slice(1) : rows, layout.states);
  }
  if (!layout) throw fault('invalid', 'The file is empty: its first line must name the columns.');
  const states = layout.states.filter(({ index, told: said }) => said || tally.known.has(index));
  return {
    layout,
    separator,
    states,
    departures: tally.departures,
    actives: tally.actives,
    passedOver: unread(layout, states),
    rows: () => bodyOf(file, { encoding: telling.encoding, separatorOf }, layout),
  };
}

const isAddress = ({ fields }: CsvRow) => fields.some((field) => field.includes('@'));
const bareList = ({ fields }: CsvRow): Layout => ({
  names: [],
  at: new Map([['email', fields.findIndex((field) => field.includes('@'))]]),
  states: [],
  changedAt: null,
  cause: null,
});

/** What the cells of the columns of states say in all. */
function newTally() {
  const known = new Set<number>();
  const tally = { known, departures: false, actives: false };
  const take = (rows: readonly CsvRow[], states: readonly StateColumn[]) => {
    for (const row of rows) {
      for (const { index, rule } of states) {
        const cell = cellText(withoutUnseenEnds(row.fields[index] ?? ''));
        if (!isKnown(cell, rule)) continue;
        known.add(index);
        const said = readStanding(cell, rule);
        if (said === 'active' || said === 'nothing') tally.actives = true;
        else tally.departures = true;
      }
    }
  };
  return Object.assign(tally, { take });
}

function unread(layout: Layout, states: readonly StateColumn[]): string[] {
  const read = new Set([...layout.at.values(), ...states.map(({ index }) => index), layout.changedAt]);
  if (states.length > 0) read.add(layout.cause);
  else read.delete(layout.changedAt);
  return layout.names.filter((name, index) => name !== '' && !read.has(index));
}

/** The rows behind the first line, and without those that repeat it, where files were put together. */
async function* bodyOf(
  file: string,
  form: Parameters<typeof readCsv>[1],
  layout: Layout,
): AsyncGenerator<CsvRow[]> {
  const header = layout.names.map(plainName).join('\n');
  const repeats = ({ fields }: CsvRow) =>
    layout.names.length > 0 &&
    fields.length >= layout.names.length &&
    plainName(fields[0] ?? '') === plainName(layout.names[0] ?? '') &&
    fields.map(plainName).join('\n') === header;
  for await (const rows of readCsv(await open(file), form)) yield rows.filter((row) => !repeats(row));
}

async function open(file: string) {
  const kind = await stat(file).catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'ENOENT') throw fault('invalid', `There is no file ${file}.`);
    throw fault('invalid', `The file ${file} cannot be read: ${sentenceOf(error)}`);
  });
  if (!kind.isFile()) throw fault('invalid', `${file} is not a file.`);
  return createReadStream(file, { highWaterMark: 64 * 1024 });
}

const OF_LEAVERS =
  /(^|[\W_\d])(unsubscribed?|unsubscribes|unsubs?|cleaned|bounced?|bounces|block(ed|list|listed)|black(list|listed)|suppress(ed|ions?)|opt(ed)?[-_ ]?outs?|complaints?|leavers)(?=[\W_\d]|$)/i;

/**
 * Mailchimp and others write those who left into a file of their own, of which only the name may say so.
 * @throws Fault `invalid` when the name does and no column does.
 */
export function refuseLeavers(file: string, { states }: Survey): void {
  const [, , word] = OF_LEAVERS.exec(basename(file)) ?? [];
  if (word === undefined || states.length > 0) return;
  throw fault(
    'invalid',
    `The name of the file says "${word}" and no column says who still wants the bulletin: \`quarterly subscribers suppress --file\` stops all of them; if they are readers, give the file another name.`,
  );
}
