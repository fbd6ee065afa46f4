const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** What a spreadsheet would run as a formula, as told in OWASP's "CSV Injection"; a sign or at-mark starts one too, and so do full-width and small forms. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫]/;
/** How a spreadsheet is told to leave a value alone: a formula whose result is the text. */
const TEXT_AS_FORMULA = /^="([^"]*)"$/;

/** One line with CRLF. Text that a spreadsheet would run is prefixed with an apostrophe; `cellText` takes it off again. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? '' : String(cell);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

/** What a cell means: without the apostrophe that keeps a spreadsheet from running it, and `="text"` as its text. */
export function cellText(cell: string): string {
  if (cell.startsWith("'") && FORMULA.test(cell)) return cell.slice(1);
  return TEXT_AS_FORMULA.exec(cell)?.[1] ?? cell;
}
