import type { PhrasingContent, TableCell, TableRow } from 'mdast';
import type { Block } from './block.ts';

export type CellSpan = { header: boolean; columns: number; rows: number };
export type FeedCell = CellSpan & { children: Block[] };
export type Row = FeedCell[];

const LAID_OUT =
  'A table that holds more than lines of words is flattened: its cells stand one after the other.';
const ONE_LINE = 'Lines of a table’s cell stand on one line.';
/** As browsers bound them, lest a number make a table that fills the memory (HTML §4.9.12). */
const MAX_SPAN = 50;

/** A table as Markdown can hold it; one that lays out a page, or has but one column, becomes what its cells hold. */
export function tableOf(rows: readonly Row[], note: (sentence: string) => void): Block[] {
  const kept = rows.filter((row) => row.some(({ children }) => children.length > 0));
  const cells = kept.flat();
  const columns = kept.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, cell) => sum + span(cell.columns), 0),
      ),
    0,
  );
  const simple = cells.every(({ children }) => children.every(({ type }) => type === 'paragraph'));
  if (simple && columns > 1) {
    const lines = gridOf(kept).map((row) => lineOf(row, note));
    const headless = !kept[0]?.every(({ header }) => header);
    const empty = lineOf(Array.from({ length: lines[0]?.children.length ?? columns }), note);
    return [{ type: 'table', children: headless ? [empty, ...lines] : lines }];
  }
  if (!simple && cells.length > 1) note(LAID_OUT);
  return cells.flatMap(({ children }) => children);
}

const span = (number: number) => Math.min(Math.max(1, number), MAX_SPAN);

/** Each cell in its column: what spans columns or rows leaves the other places empty, and shifts nobody. */
function gridOf(rows: readonly Row[]): (FeedCell | undefined)[][] {
  const cells = rows.flat();
  const places = cells.reduce((sum, cell) => sum + span(cell.columns) * span(cell.rows), 0);
  // More empty places than any table for readers has: the spans are not meant for them.
  if (places > 10 * cells.length + 200) return padded(rows.map((row) => [...row]));
  const taken: number[] = [];
  const grid = rows.map((row) => {
    const line: (FeedCell | undefined)[] = [];
    const rest = [...row];
    for (let column = 0; rest.length > 0 || (taken[column] ?? 0) > 0; column += 1) {
      if ((taken[column] ?? 0) > 0) {
        taken[column] = (taken[column] ?? 0) - 1;
        line.push(undefined);
        continue;
      }
      const cell = rest.shift();
      for (let spanned = 0; spanned < span(cell?.columns ?? 1); spanned += 1) {
        taken[column + spanned] = span(cell?.rows ?? 1) - 1;
        line.push(spanned === 0 ? cell : undefined);
      }
      column += span(cell?.columns ?? 1) - 1;
    }
    return line;
  });
  return padded(grid);
}

function padded(grid: readonly (FeedCell | undefined)[][]): (FeedCell | undefined)[][] {
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0);
  return grid.map((line) => [...line, ...Array.from<undefined>({ length: width - line.length })]);
}

const lineOf = (row: readonly (FeedCell | undefined)[], note: (sentence: string) => void): TableRow => ({
  type: 'tableRow',
  children: row.map(
    (cell): TableCell => ({ type: 'tableCell', children: phrasesOf(cell?.children ?? [], note) }),
  ),
});

function phrasesOf(blocks: readonly Block[], note: (sentence: string) => void): PhrasingContent[] {
  const parts = blocks.map((block) => (block.type === 'paragraph' ? block.children : []));
  const joined = parts.flatMap((part, at): PhrasingContent[] =>
    at > 0 ? [{ type: 'break' }, ...part] : part,
  );
  if (joined.some(({ type }) => type === 'break')) note(ONE_LINE);
  return joined.map((one) => (one.type === 'break' ? { type: 'text', value: ' ' } : one));
}
