import { TextDecoder } from 'node:util';
import { fault } from '../src/core/index.ts';

/** One row: where it starts (1 = the file's first line), its fields, and what is wrong with it as CSV, if anything. */
export type CsvRow = { readonly line: number; readonly fields: string[]; readonly broken?: string };

/**
 * A quoted field may run over this many lines. A quotation mark that is open for longer is a slip, and so is one whose
 * row, once closed by the next one's mark, does not have the first row's number of fields.
 */
const LONGEST_ROW_LINES = 20;
const LONGEST_LINE = 1_000_000;

/**
 * Reads CSV (RFC 4180) as it streams, in arrays of rows for speed: any line ending, BOM, UTF-8 or UTF-16.
 *
 * Our own, because one bad quotation mark must cost one row. Measured on csv-parse 7 with `skip_records_with_error`: after
 * an unclosed or misplaced quotation mark it drops every row that follows, silently.
 * @throws Fault `invalid` when a line is longer than 1,000,000 characters: not a CSV file.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRow[]> {
  const assemble = rowAssembler();
  let decoder: TextDecoder | undefined;
  let rest = '';
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const text = rest + decoder.decode(chunk, { stream: true });
    // A carriage return at the end may be half of a CRLF.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + text.slice(whole.length);
    if (rest.length > LONGEST_LINE) throw fault('invalid', 'This is not a CSV file: a line never ends.');
    yield assemble(lines, false);
  }
  const last = rest + (decoder?.decode() ?? '');
  yield assemble(last === '' ? [] : last.split(/\r\n|\n|\r/), true);
}

/** By the byte-order mark; spreadsheets write UTF-16 as "Unicode text". */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Joins lines to rows across calls. Blank lines count but make no row. */
function rowAssembler(): (lines: string[], ended: boolean) => CsvRow[] {
  let next = 1;
  let width: number | undefined;
  let open: string[] = [];
  return (lines, ended) => {
    const rows: CsvRow[] = [];
    const waiting = [...open, ...lines];
    next -= open.length;
    open = [];
    for (let at = 0; at < waiting.length; ) {
      const row = rowAt(waiting, at, { ended, width });
      if (row === 'more') {
        open = waiting.slice(at);
        break;
      }
      if (!isBlank(row.fields)) rows.push({ ...row, line: next + at });
      width ??= rows[0]?.fields.length;
      at += row.lines;
    }
    next += waiting.length;
    return rows.map(({ line, fields, broken }) => (broken ? { line, fields, broken } : { line, fields }));
  };
}

const isBlank = (fields: string[]) => fields.every((field) => field.trim() === '');

type Taken = { fields: string[]; lines: number; line?: number; broken?: string };

function rowAt(
  lines: string[],
  at: number,
  file: { ended: boolean; width: number | undefined },
): Taken | 'more' {
  const first = lines[at] ?? '';
  if (!first.includes('"')) return { fields: first.split(','), lines: 1 };
  for (let count = 1; count <= LONGEST_ROW_LINES; count++) {
    if (at + count > lines.length) {
      if (!file.ended) return 'more';
      break;
    }
    const split = splitQuoted(lines.slice(at, at + count).join('\n'));
    if (split === 'open') continue;
    if (count > 1 && (split.broken || (file.width && split.fields.length !== file.width))) break;
    return { ...split, lines: count };
  }
  return { fields: first.split(','), lines: 1, broken: 'A quotation mark is opened and never closed.' };
}

const OPENING = /[ \t]*"/y;

/** `open`: the text ends inside quotation marks. */
function splitQuoted(text: string): { fields: string[]; broken?: string } | 'open' {
  const fields: string[] = [];
  let broken: string | undefined;
  for (let at = 0; at <= text.length; ) {
    OPENING.lastIndex = at;
    const quoted = OPENING.test(text) ? quotedField(text, OPENING.lastIndex) : undefined;
    if (quoted === 'open') return 'open';
    const comma = text.indexOf(',', quoted ? quoted.end : at);
    const end = comma === -1 ? text.length : comma;
    const after = text.slice(quoted ? quoted.end : at, end);
    fields.push(quoted ? quoted.value + after.trimEnd() : after);
    if (quoted && after.trim() !== '') broken = 'There is text after a closing quotation mark.';
    at = end + 1;
  }
  return broken ? { fields, broken } : { fields };
}

/** From behind the opening mark; `""` stands for one mark inside. */
function quotedField(text: string, start: number): { value: string; end: number } | 'open' {
  let value = '';
  for (let from = start; ; ) {
    const mark = text.indexOf('"', from);
    if (mark === -1) return 'open';
    if (text[mark + 1] !== '"') return { value: value + text.slice(from, mark), end: mark + 1 };
    value += text.slice(from, mark + 1);
    from = mark + 2;
  }
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** What a spreadsheet would run as a formula, as told in OWASP's "CSV Injection"; a sign or at-mark starts one too. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** One line with CRLF. Text that a spreadsheet would run is prefixed with an apostrophe; `cellText` takes it off again. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? '' : String(cell);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

/** What a cell means: without the apostrophe that keeps a spreadsheet from running it. */
export const cellText = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);
