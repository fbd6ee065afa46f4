import type { Element, ElementContent } from 'hast';
import { hasClass, textOf } from './walk.ts';

/** A table as readers see it. A cell that spans stands in each of its places, and is printed in the first. */
export type Grid = {
  caption?: Element;
  /** The first row, when all of it are headings: by their tag, or in bold as word processors have them; a corner may be empty. */
  headings?: Element[];
  rows: Element[][];
};

const children = (element: Element, ...names: string[]) =>
  element.children.filter(
    (child): child is Element => child.type === 'element' && names.includes(child.tagName),
  );

const rowsOf = (table: Element): Element[] =>
  children(table, 'tr', 'thead', 'tbody', 'tfoot').flatMap((part) =>
    part.tagName === 'tr' ? [part] : children(part, 'tr'),
  );

const MOST_COLUMNS = 40;

export function gridOf(table: Element): Grid {
  const rows: Element[][] = [];
  for (const row of rowsOf(table)) placeRow(rows, children(row, 'td', 'th'));
  const [caption] = children(table, 'caption');
  const [first = [], ...others] = rows;
  const headed = others.length > 0 && first.every(mayHead) && first.some((cell) => !isBlank(cell));
  return {
    ...(caption ? { caption } : {}),
    ...(headed ? { headings: first } : {}),
    rows: (headed ? others : rows).filter((row) => row.length > 0),
  };
}

const isBlank = (cell: Element) => textOf(cell.children).trim() === '';
const mayHead = (cell: Element): boolean =>
  cell.tagName === 'th' ||
  cell.children.every((child) =>
    child.type === 'element'
      ? child.tagName === 'strong' || (child.tagName === 'p' && mayHead(child))
      : child.type === 'text' && child.value.trim() === '',
  );

/** What stands over a cell; nothing over one that reaches below several headings. */
export function headingOf({ headings }: Grid, row: readonly Element[], at: number): Element | undefined {
  const heading = headings?.[at];
  return row[at + 1] === row[at] && headings?.[at + 1] !== heading ? undefined : heading;
}

/** In which row a cell starts and how many rows it reaches down. */
const start = new WeakMap<Element, number>();
const reach = new WeakMap<Element, number>();

function placeRow(rows: Element[][], cells: readonly Element[]): void {
  const above = rows.at(-1) ?? [];
  const row: Element[] = [];
  const waiting = [...cells];
  for (let column = 0; column < MOST_COLUMNS; column += 1) {
    const upper = above[column];
    const left = upper && (reach.get(upper) ?? 1) - (rows.length - (start.get(upper) ?? rows.length));
    if (upper && left !== undefined && left > 0) {
      row[column] = upper;
      continue;
    }
    const cell = waiting.shift();
    if (!cell) break;
    start.set(cell, rows.length);
    reach.set(cell, Math.max(1, Number(cell.properties.rowSpan ?? 1) || 1));
    const width = Math.min(MOST_COLUMNS - column, Math.max(1, Number(cell.properties.colSpan ?? 1) || 1));
    for (let next = 0; next < width; next += 1) row[column + next] = cell;
    column += width - 1;
  }
  rows.push(
    Array.from(row, (cell) => cell ?? { type: 'element', tagName: 'td', properties: {}, children: [] }),
  );
}

/** What an element may take on the narrowest telephone, 320 pixels less a mail's or a page's own margins. */
const NARROWEST = 280;
const MAIL: Setting = { letters: 1, padding: 10 };
/** Headings are set in bold. */
const BOLD = 1.08;

/** How a table is set: its letters as a share of a mail's 15 pixels, and the pixels beside a cell's words. */
export type Setting = { letters: number; padding: number };

/** Letters of 15 pixels in Arial, Segoe UI or Georgia, rather too wide than too narrow. */
const letterWidth = (letter: string) =>
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}]/u.test(letter)
    ? 15
    : /[\p{Lu}\p{Nd}@%&mw_—]/u.test(letter)
      ? 10
      : 8;

const widthOf = (word: string) => [...word].reduce((sum, letter) => sum + letterWidth(letter), 0);

const longestWord = (cell: Element): number =>
  (cell.tagName === 'th' ? BOLD : 1) *
  Math.max(
    0,
    ...wordsOf(cell.children)
      .split(/[\s\u200b]+/)
      .map(widthOf),
  );

const wordsOf = (nodes: readonly ElementContent[]): string =>
  nodes
    .map((node) =>
      node.type === 'element'
        ? ['br', 'p', 'li', 'ul', 'ol'].includes(node.tagName)
          ? ` ${wordsOf(node.children)} `
          : hasClass(node, 'number')
            ? textOf(node.children).replaceAll(' ', '_')
            : wordsOf(node.children)
        : textOf([node]),
    )
    .join('');

/** Whether every word of a table stays whole on a telephone. */
export function fits({ headings, rows }: Grid, { letters, padding }: Setting = MAIL): boolean {
  const all = headings ? [headings, ...rows] : rows;
  const columns = Math.max(0, ...all.map((row) => row.length));
  let width = 0;
  for (let column = 0; column < columns; column += 1) {
    width += padding + letters * Math.max(0, ...all.flatMap((row) => row[column] ?? []).map(longestWord));
  }
  return width <= NARROWEST;
}
