import type { Element, ElementContent } from 'hast';
import { type Grid, gridOf, headingOf } from '../markdown/grid.ts';
import { isBlockElement } from '../markdown/tidy.ts';
import { columns, wrap } from './wrap.ts';

const WIDEST = 72;

export type Printing = {
  indent: string;
  words(nodes: ElementContent[]): string;
  blocks(nodes: ElementContent[], indent: string): string;
};

/** A table in columns where 72 of them are enough, else one block a row, each value after its heading. */
export function fittedTable(table: Element, printing: Printing): string {
  const grid = gridOf(table);
  const caption = grid.caption
    ? `${wrap(printing.words(grid.caption.children), { first: printing.indent })}\n`
    : '';
  return caption + (inColumns(grid, printing) ?? inBlocks(grid, printing));
}

const holdsBlocks = ({ children }: Element) => children.some(isBlockElement);

function inColumns({ headings, rows }: Grid, { indent, words }: Printing): string | undefined {
  const all = headings ? [headings, ...rows] : rows;
  if (all.some((row) => row.some(holdsBlocks))) return undefined;
  // Cells beside each other are read line by line, so each has one.
  const lines = all.map((row) =>
    row.map((cell, at) => (cell === row[at - 1] ? '' : words(cell.children).replaceAll('\n', ' / '))),
  );
  const count = Math.max(0, ...lines.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...lines.map((row) => columns(row[at] ?? ''))),
  );
  if (columns(indent) + widths.reduce((sum, width) => sum + width + 2, -2) > WIDEST) return undefined;
  const aligned = (line: string, at: number, cell: Element | undefined) => {
    const room = (widths[at] ?? 0) - columns(line);
    const side = cell?.properties.align;
    const before = side === 'right' ? room : side === 'center' ? Math.floor(room / 2) : 0;
    return ' '.repeat(before) + line + ' '.repeat(room - before + 2);
  };
  return lines
    .map((row, index) =>
      (indent + row.map((line, at) => aligned(line, at, all[index]?.[at])).join('')).trimEnd(),
    )
    .join('\n');
}

function inBlocks(grid: Grid, { indent, words, blocks }: Printing): string {
  const pair = (cell: Element, over: Element | undefined) => {
    const heading = over ? words(over.children) : '';
    const label = heading === '' ? '' : /[:?]$/.test(heading) ? `${heading} ` : `${heading}: `;
    if (holdsBlocks(cell)) return `${indent}${label}\n${blocks(cell.children, `${indent}  `)}`;
    const value = words(cell.children);
    return value === '' ? '' : wrap(`${label}${value}`, { first: indent, rest: `${indent}  ` });
  };
  return grid.rows
    .map((row) =>
      row
        .map((cell, at) => (cell === row[at - 1] ? '' : pair(cell, headingOf(grid, row, at))))
        .filter(Boolean)
        .join('\n'),
    )
    .filter(Boolean)
    .join('\n\n');
}
