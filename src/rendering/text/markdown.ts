import type { Element, ElementContent, Root } from 'hast';
import { withMarks } from '../markdown/marks.ts';
import { hasClass, textOf } from '../markdown/walk.ts';
import { fittedTable } from './table.ts';
import { columns, underlined, wrap } from './wrap.ts';

/** The addresses of a text's links in the order of their numbers; one address has one number. */
export class Footnotes {
  readonly addresses: string[] = [];

  number(address: string): number {
    const known = this.addresses.indexOf(address);
    return known >= 0 ? known + 1 : this.addresses.push(address);
  }

  /** `[1] https://…`, a line each, never broken. */
  list(): string {
    return this.addresses.map((address, index) => `[${index + 1}] ${address}`).join('\n');
  }
}

/** An article's body as text, of a tree that is read already; with `notes` the links are left for the caller to list. */
export function treeText(tree: Root, notes?: Footnotes): string {
  const own = notes ?? new Footnotes();
  const marked = tree.data?.grammar === 2;
  const nodes = tree.children as ElementContent[];
  const body = blocks(marked ? withMarks(nodes) : nodes, { notes: own, indent: '', fitted: marked });
  return notes || own.addresses.length === 0 ? body : `${body}\n\n${own.list()}`;
}

/** `fitted`: tables keep their alignment and lines, and blocks in their cells. */
type Place = { notes: Footnotes; indent: string; fitted: boolean };

function blocks(nodes: ElementContent[], place: Place, between = '\n\n'): string {
  const parts: string[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    const text = inline(run, place.notes);
    if (text.trim() !== '') parts.push(wrap(text.trim(), { first: place.indent }));
    run = [];
  };
  for (const node of nodes) {
    const printer = node.type === 'element' ? PRINTERS[node.tagName] : undefined;
    if (!printer || node.type !== 'element') {
      run.push(node);
      continue;
    }
    flush();
    parts.push(printer(node, place));
  }
  flush();
  return parts.filter((part) => part !== '').join(between);
}

const heading = (element: Element, { notes }: Place) => underlined(inline(element.children, notes), '-');
const list = (element: Element, place: Place) => {
  const start = Number(element.properties.start ?? 1);
  return element.children
    .filter((child) => child.type === 'element')
    .map((item, index) => {
      const number = Number(item.properties.value ?? start + index);
      const bullet = hasClass(element, 'notes') ? `(${number}) ` : `${number}. `;
      return listItem(item, place, element.tagName === 'ol' ? bullet : '* ');
    })
    .join('\n');
};

function listItem(item: Element, place: Place, bullet: string): string {
  const { indent } = place;
  const inner = `${indent}${' '.repeat(bullet.length)}`;
  const text = blocks(item.children, { ...place, indent: inner }, '\n');
  return `${indent}${bullet}${text.slice(inner.length)}`;
}

/** A line starting with ">" is how mail has always quoted. */
function quotation(element: Element, place: Place): string {
  return blocks(element.children, { ...place, indent: `${place.indent}> ` }).replace(
    /\n\n/g,
    `\n${place.indent}>\n`,
  );
}

function table(element: Element, place: Place): string {
  const { notes, indent } = place;
  if (place.fitted) {
    return fittedTable(element, {
      indent,
      words: (nodes) => inline(nodes, notes).trim(),
      blocks: (nodes, deeper) => blocks(nodes, { ...place, indent: deeper }),
    });
  }
  const rows = rowsOf(element).map((row) =>
    row.children.flatMap((cell) => (cell.type === 'element' ? [inline(cell.children, notes).trim()] : [])),
  );
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ''))));
  const wide = widths.reduce((sum, width) => sum + width + 2, 0) > 72;
  const line = (row: string[]) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - columns(cell) + 2))
      .join('')
      .trimEnd();
  if (!wide) return rows.map((row) => indent + line(row)).join('\n');
  const [names = [], ...records] = rows;
  return records
    .map((row) =>
      row.map((cell, at) => wrap(`${names[at]}: ${cell}`, { first: indent, rest: `${indent}  ` })).join('\n'),
    )
    .join('\n\n');
}

function rowsOf(element: Element): Element[] {
  return element.children.flatMap((child) =>
    child.type !== 'element' ? [] : child.tagName === 'tr' ? [child] : rowsOf(child),
  );
}

const PRINTERS: Record<string, (element: Element, place: Place) => string> = {
  p: (element, { notes, indent }) => wrap(inline(element.children, notes).trim(), { first: indent }),
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  ul: list,
  ol: list,
  blockquote: quotation,
  footer: (element, { notes, indent }) =>
    wrap(`— ${inline(element.children, notes).trim()}`, { first: indent, rest: `${indent}  ` }),
  pre: (element, { indent }) =>
    textOf(element.children)
      .trimEnd()
      .split('\n')
      .map((line) => `${indent}    ${line}`)
      .join('\n'),
  hr: ({ tagName: _ }, { indent }) => `${indent}* * *`,
  table,
  details: (element, place) => blocks(element.children, place),
  summary: (element, { notes, indent }) =>
    wrap(`*${inline(element.children, notes).trim()}*`, { first: indent }),
  dl: (element, place) => blocks(element.children, place, '\n'),
  dt: (element, { notes, indent }) => wrap(inline(element.children, notes).trim(), { first: indent }),
  dd: (element, place) => blocks(element.children, { ...place, indent: `${place.indent}    ` }),
};

function inline(nodes: ElementContent[], notes: Footnotes): string {
  return nodes
    .map((node): string => {
      if (node.type === 'text') return node.value;
      if (node.type !== 'element') return '';
      if (node.tagName === 'br') return '\n';
      const text = inline(node.children, notes);
      if (node.tagName === 'em') return `_${text}_`;
      if (node.tagName === 'strong' && !hasClass(node, 'figure')) return `*${text}*`;
      return node.tagName === 'a' ? linkText(text, String(node.properties.href), notes) : text;
    })
    .join('');
}

function linkText(text: string, href: string, notes: Footnotes): string {
  const bare = href.replace(/^(mailto|tel):/i, '');
  if (text === href || text === bare) return text;
  return `${text} [${notes.number(href)}]`;
}
