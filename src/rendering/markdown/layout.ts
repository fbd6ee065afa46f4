import type { Element, ElementContent, Root } from 'hast';
import { fits, gridOf, headingOf, type Setting } from './grid.ts';
import { withTicks } from './marks.ts';
import { keepNumbersWhole } from './numbers.ts';
import { isBlockElement } from './tidy.ts';
import { elements, textOf } from './walk.ts';

type Change = (element: Element) => ElementContent[];

const root = (tree: Root, change: Change): Root => ({
  ...tree,
  children: each(withTicks(tree.children as ElementContent[]), change),
});
const each = (nodes: readonly ElementContent[], change: Change): ElementContent[] =>
  nodes.flatMap((node) =>
    node.type === 'element' ? change({ ...node, children: each(node.children, change) }) : [node],
  );

const made = (tagName: string, className: string, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: className ? { className: [className] } : {},
  children,
});

/** Pages are set in 18 pixels, and mails' tables in 15. */
const PAGE: Setting = { letters: 1.2, padding: 15 };

/** For pages: a table that may be wider than a telephone scrolls in a box that has a name and takes the focus. */
export const boxed = (tree: Root): Root =>
  root(tree, (element) => {
    if (element.tagName !== 'table') return [element];
    const read = numbered(element);
    const grid = gridOf(read);
    const table = withSides(scoped(read));
    if (fits(grid, PAGE)) return [table];
    const names = grid.caption ? [grid.caption] : (grid.headings ?? grid.rows[0] ?? []);
    const label = [...new Set(names)]
      .map((cell) => textOf(cell.children).trim())
      .filter(Boolean)
      .join(', ');
    const box = made('div', 'table', [table]);
    box.properties = { ...box.properties, role: 'region', ariaLabel: label || 'Table', tabIndex: 0 };
    return [box];
  });

/** For mails: nothing that folds, and a table whose columns do not fit a telephone is one block a row. */
export const inMail = (tree: Root): Root =>
  root(tree, (element) => {
    if (element.tagName !== 'table') return unfolded(element);
    const table = numbered(element);
    return fits(gridOf(table)) ? [whole(withSides(scoped(table)))] : stacked(table);
  });

export const inFeed = (tree: Root): Root => root(tree, unfolded);

/** Mail programs and feed readers show `details` open or not at all. */
function unfolded(element: Element): ElementContent[] {
  if (element.tagName === 'summary') return [made('p', '', [made('strong', '', element.children)])];
  return element.tagName === 'details' ? element.children : [element];
}

const numbered = (table: Element): Element => ({ ...table, children: keepNumbersWhole(table.children) });

/** Which way a heading looks: saying so is what makes a table readable by ear. */
function scoped(table: Element): Element {
  const { headings } = gridOf(table);
  for (const cell of elements(table)) {
    if (cell.tagName === 'th') cell.properties.scope = !headings || headings.includes(cell) ? 'col' : 'row';
  }
  return table;
}

/** `align` is obsolete in HTML, and a stylesheet or an inline style of ours would win over it. */
function withSides(table: Element): Element {
  for (const cell of elements(table)) {
    const { align, ...properties } = cell.properties;
    if (!['td', 'th'].includes(cell.tagName) || typeof align !== 'string') continue;
    cell.properties = { ...properties, className: [align] };
  }
  return table;
}

/** Words in the cells of a mail's table stay whole: there is room for the longest. */
function whole(table: Element): Element {
  for (const inner of elements(table)) {
    const named = ['td', 'th'].includes(inner.tagName)
      ? 'cell'
      : ['p', 'li'].includes(inner.tagName)
        ? 'inner'
        : '';
    if (named && !inner.properties.className) inner.properties.className = [named];
  }
  return table;
}

function stacked(table: Element): ElementContent[] {
  const grid = gridOf(table);
  const { caption, rows } = grid;
  const blocks = rows.map((row) => {
    const cells = row.flatMap((cell, at) =>
      cell === row[at - 1] ? [] : pair(cell, headingOf(grid, row, at)),
    );
    return made('div', 'row', cells);
  });
  const title = caption ? [made('p', 'pair', [made('strong', '', caption.children)])] : [];
  return [...title, ...blocks.filter(({ children }) => children.length > 0)];
}

function pair(cell: Element, heading: Element | undefined): ElementContent[] {
  if (textOf(cell.children).trim() === '') return [];
  const words = heading ? textOf(heading.children).trim() : '';
  const colon = /[:?]$/.test(words) ? '' : ':';
  const label: ElementContent[] =
    heading && words !== ''
      ? [
          made('strong', '', [...heading.children, { type: 'text', value: colon }]),
          { type: 'text', value: ' ' },
        ]
      : [];
  if (!cell.children.some(isBlockElement)) return [made('p', 'pair', [...label, ...cell.children])];
  return [...(label.length > 0 ? [made('p', 'pair', label)] : []), ...cell.children];
}
