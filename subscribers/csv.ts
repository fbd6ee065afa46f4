import { fault, withoutUnseenEnds } from '../src/core/index.ts';
import { decodeText } from './csv-decode.ts';
import { newScan, type Scan, scanLine } from './csv-scan.ts';

/** One row: where it starts (1 = the file's first line), its fields, and what is wrong with it as CSV, if anything. */
export type CsvRow = {
  readonly line: number;
  readonly fields: string[];
  readonly broken?: string;
  /** The first field that `broken` makes uncertain; those before it are sound. */
  readonly damagedFrom?: number;
};

export type CsvForm = {
  /** A label of the WHATWG Encoding standard; a byte-order mark wins over it. */
  readonly encoding?: string | undefined;
  /** Told the first line, unless that is `sep=;`, which says it itself. A comma if not given. */
  readonly separatorOf?: ((firstLine: string) => string) | undefined;
};

/** A quotation mark that is open for longer is a slip; so is one whose closing leaves text behind it. */
const LONGEST_ROW = 1_000_000;
const LONGEST_LINE = 1_000_000;
/** Ends a file of DOS, and of programs that still write as DOS did. */
const END_OF_DOS_FILE = '\u001a';

/**
 * Reads CSV (RFC 4180) as it streams, in arrays of rows for speed: any line ending, encoding and separator.
 *
 * Our own, because one bad quotation mark must cost one row. Measured on csv-parse 7 with `skip_records_with_error`: after
 * an unclosed or misplaced quotation mark it drops every row that follows, silently.
 * @throws Fault `invalid` when a line is longer than 1,000,000 characters: not a CSV file.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, separatorOf = () => ',' }: CsvForm = {},
): AsyncGenerator<CsvRow[]> {
  const assemble = rowAssembler(separatorOf);
  let rest = '';
  for await (const decoded of decodeText(chunks, encoding)) {
    const text = rest + decoded;
    // A carriage return at the end may be half of a CRLF.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + text.slice(whole.length);
    if (rest.length > LONGEST_LINE) throw fault('invalid', 'This is not a CSV file: a line never ends.');
    yield assemble(lines, false);
  }
  const last = rest.replaceAll(END_OF_DOS_FILE, '');
  yield assemble(last === '' ? [] : last.split(/\r\n|\n|\r/), true);
}

const SEPARATOR_TOLD = /^[\s\ufeff]*"?sep=(\\t|[^"])"?[,;\t|]*$/i;

/** Before the separator is known: nothing, or nothing but one kind of separator. */
const NO_CELLS = /^(?:[\s\ufeff,]*|[\s\ufeff;]*|[\s\ufeff|]*)$/;

/** Joins lines to rows across calls. Blank lines count but make no row. */
function rowAssembler(
  separatorOf: (firstLine: string) => string,
): (lines: string[], ended: boolean) => CsvRow[] {
  let next = 1;
  let width: number | undefined;
  let separator: string | undefined;
  let open: string[] = [];
  return (lines, ended) => {
    const rows: CsvRow[] = [];
    const waiting = open.length > 0 ? [...open, ...lines] : lines;
    next -= open.length;
    open = [];
    for (let at = 0; at < waiting.length; ) {
      const line = waiting[at] ?? '';
      const told = separator === undefined ? SEPARATOR_TOLD.exec(line)?.[1] : undefined;
      if (told !== undefined || (separator === undefined && NO_CELLS.test(line))) {
        if (told !== undefined) separator = told === '\\t' ? '\t' : told;
        at++;
        continue;
      }
      separator ??= separatorOf(line);
      const row = rowAt(waiting, at, { ended, width, separator });
      if (row === 'more') {
        open = waiting.slice(at);
        break;
      }
      const { lines: taken, ...read } = row;
      if (!isBlank(read.fields)) {
        width ??= read.fields.length;
        rows.push({ line: next + at, ...read });
      }
      at += taken;
    }
    next += waiting.length;
    return rows;
  };
}

const isBlank = (fields: string[]) =>
  !fields.some((field) => /[!-~]/.test(field) || withoutUnseenEnds(field) !== '');

type Taken = Omit<CsvRow, 'line'> & { lines: number };

function rowAt(
  lines: string[],
  at: number,
  file: { ended: boolean; width: number | undefined; separator: string },
): Taken | 'more' {
  const first = lines[at] ?? '';
  if (!first.includes('"')) return { fields: first.split(file.separator), lines: 1 };
  const scan = newScan();
  for (let count = 1, size = 0; ; count++) {
    if (at + count > lines.length && !file.ended) return 'more';
    const line = lines[at + count - 1];
    size += (line?.length ?? 0) + 1;
    if (line === undefined || size > LONGEST_ROW) break;
    if (count > 1) scan.open += '\n';
    scanLine(scan, line, file.separator);
    if (scan.open !== undefined) continue;
    if (count > 1 && (scan.broken || scan.fields.length > (file.width ?? scan.fields.length))) break;
    return { ...taken(scan), lines: count };
  }
  return neverClosed(first, file.separator);
}

const taken = ({ fields, broken, damagedFrom }: Scan): Omit<CsvRow, 'line'> =>
  broken === undefined || damagedFrom === undefined ? { fields } : { fields, broken, damagedFrom };

/** The row of an open mark is its first line; what stands before that mark is certain. */
function neverClosed(first: string, separator: string): Taken {
  const { fields, openAt } = ((scan: Scan) => {
    scanLine(scan, first, separator);
    return scan;
  })(newScan());
  const broken = 'A quotation mark is opened and never closed.';
  const all = [...fields, ...first.slice(openAt).split(separator)];
  return { fields: all, lines: 1, broken, damagedFrom: fields.length };
}
