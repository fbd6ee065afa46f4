import { withoutUnseenEnds } from '../src/core/index.ts';

/** A row as far as it has been read: `open` is the value of a quoted field that goes on in the next line. */
export type Scan = {
  fields: string[];
  open?: string | undefined;
  /** Where in its line the open field begins. */
  openAt: number;
  broken?: string;
  /** The first field that is not certain. */
  damagedFrom?: number;
};

export const newScan = (): Scan => ({ fields: [], openAt: 0 });

/** Invisible characters stand before a quotation mark where files were put together; a tab does not where it separates. */
const OPENING = /[ \t\u00a0\u200b\u2060\ufeff]*"/y;
const OPENING_AMONG_TABS = /[ \u00a0\u200b\u2060\ufeff]*"/y;

/** Reads one more line of a row (RFC 4180 §2). Each line is looked at once, however long the quoted field. */
export function scanLine(scan: Scan, line: string, separator: string): void {
  const opening = separator === '\t' ? OPENING_AMONG_TABS : OPENING;
  let at = 0;
  if (scan.open !== undefined) {
    const { value, end } = quoted(line, 0);
    scan.open += value;
    if (end === -1) return;
    at = closeField(scan, line, { value: scan.open, end, separator });
  }
  while (at <= line.length) {
    opening.lastIndex = at;
    if (opening.test(line)) {
      const { value, end } = quoted(line, opening.lastIndex);
      if (end === -1) {
        scan.open = value;
        scan.openAt = at;
        return;
      }
      at = closeField(scan, line, { value, end, separator });
    } else {
      const end = endOf(line, at, separator);
      scan.fields.push(line.slice(at, end));
      at = end + 1;
    }
  }
}

const endOf = (line: string, from: number, separator: string) => {
  const found = line.indexOf(separator, from);
  return found === -1 ? line.length : found;
};

/** Ends a quoted field behind its closing mark; returns where the next one begins. */
function closeField(
  scan: Scan,
  line: string,
  field: { value: string; end: number; separator: string },
): number {
  const end = endOf(line, field.end, field.separator);
  const after = withoutUnseenEnds(line.slice(field.end, end));
  scan.open = undefined;
  scan.fields.push(field.value + after);
  if (after !== '') {
    scan.broken ??= 'There is text after a closing quotation mark.';
    scan.damagedFrom ??= scan.fields.length - 1;
  }
  return end + 1;
}

/** From behind the opening mark; `""` stands for one mark inside. `end` is -1 where the line does not close it. */
function quoted(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let from = start; ; ) {
    const mark = text.indexOf('"', from);
    if (mark === -1) return { value: value + text.slice(from), end: -1 };
    if (text[mark + 1] !== '"') return { value: value + text.slice(from, mark), end: mark + 1 };
    value += text.slice(from, mark + 1);
    from = mark + 2;
  }
}
