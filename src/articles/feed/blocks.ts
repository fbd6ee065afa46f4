import type { Heading, List, Paragraph } from 'mdast';
import type { Block } from './block.ts';
import { type Format, InlineWriter } from './inline.ts';
import { type CellSpan, type FeedCell, type Row, tableOf } from './table.ts';

type Flow = { children: Block[] };
type Container =
  | { name: string; is: 'flow'; into: Flow }
  | { name: string; is: 'list'; into: List }
  | { name: string; is: 'table'; rows: Row[]; caption: Flow; rowIsOpen: boolean };
type Table = Extract<Container, { is: 'table' }>;

/**
 * Lists, items and quotations in one another: deeper words stand in the one that holds them. A story may be nested 20
 * levels deep as Markdown counts them; a paragraph and its formats need the rest.
 */
const MAX_CONTAINERS = 12;
const DEEP = 'Lists or quotations are flattened where they are nested too deep.';

/** Puts blocks into one another as Markdown can hold them. Text may come anywhere: it makes the blocks that it needs. */
export class BlockWriter {
  private readonly root: Flow = { children: [] };
  private readonly containers: Container[] = [{ name: '', is: 'flow', into: this.root }];
  private readonly flattened = new Map<string, number>();
  private writer: InlineWriter | undefined;

  private readonly formats: readonly Format[];
  private readonly note: (sentence: string) => void;

  constructor(formats: readonly Format[], note: (sentence: string) => void) {
    this.formats = formats;
    this.note = note;
  }

  /** Whether a paragraph or heading is open. */
  get isWriting(): boolean {
    return this.writer !== undefined;
  }

  /** The writer of the open paragraph or heading, or of a new paragraph. */
  inline(): InlineWriter {
    if (this.writer) return this.writer;
    const paragraph: Paragraph = { type: 'paragraph', children: [] };
    this.flow().children.push(paragraph);
    this.writer = new InlineWriter(paragraph, this.formats);
    return this.writer;
  }

  endParagraph(): void {
    this.writer?.close();
    this.writer = undefined;
  }

  heading(depth: Heading['depth']): void {
    const heading: Heading = { type: 'heading', depth, children: [] };
    this.block(heading);
    this.writer = new InlineWriter(heading, this.formats);
  }

  block(block: Block): void {
    this.endParagraph();
    this.flow().children.push(block);
  }

  quote(): void {
    if (this.isTooDeep('blockquote')) return;
    const into: Flow = { children: [] };
    this.block({ type: 'blockquote', children: into.children });
    this.push({ name: 'blockquote', is: 'flow', into });
  }

  list(name: string, start?: number): void {
    if (this.isTooDeep(name)) return;
    const into: List = { type: 'list', ordered: name === 'ol', spread: false, children: [] };
    if (start !== undefined) into.start = start;
    this.block(into);
    this.push({ name, is: 'list', into });
  }

  /** A new item of the list that we are in, or of a new one. */
  item(): void {
    this.popTo((container) => container.is === 'list');
    if (this.top.is !== 'list') this.list('ul');
    if (this.top.is === 'list') this.openItem(this.top.into);
  }

  table(): void {
    if (this.isTooDeep('table')) return;
    this.flow();
    this.push({ name: 'table', is: 'table', rows: [], caption: { children: [] }, rowIsOpen: false });
  }

  /** Ends the row, if one is open: the next cell begins another. */
  row(): void {
    const table = this.backToTable();
    if (table) table.rowIsOpen = false;
  }

  cell(name: string, span: CellSpan): void {
    const table = this.backToTable();
    if (table) this.openCell(table, name, span);
  }

  caption(): void {
    const table = this.backToTable();
    if (table) this.push({ name: 'caption', is: 'flow', into: table.caption });
  }

  close(name: string): void {
    this.endParagraph();
    const deep = this.flattened.get(name) ?? 0;
    if (deep > 0) this.flattened.set(name, deep - 1);
    else if (this.popTo((container) => container.name === name)) this.pop();
  }

  /** Closes everything and drops what stayed empty. */
  finish(): Block[] {
    while (this.containers.length > 1) this.pop();
    this.endParagraph();
    return filled(this.root.children);
  }

  private get top(): Container {
    return this.containers.at(-1) as Container;
  }

  /** Where a block or a paragraph can stand now. */
  private flow(): Flow {
    const { top } = this;
    if (top.is === 'flow') return top.into;
    if (top.is === 'list') this.openItem(top.into);
    else this.openCell(top, 'td', { header: false, columns: 1, rows: 1 });
    return this.flow();
  }

  private openItem(list: List): void {
    const into: Flow = { children: [] };
    list.children.push({ type: 'listItem', spread: false, children: into.children });
    this.push({ name: 'li', is: 'flow', into });
  }

  private openCell(table: Table, name: string, span: CellSpan): void {
    const into: FeedCell = { ...span, children: [] };
    if (!table.rowIsOpen) table.rows.push([]);
    table.rowIsOpen = true;
    table.rows.at(-1)?.push(into);
    this.push({ name, is: 'flow', into });
  }

  private backToTable(): Table | undefined {
    this.endParagraph();
    this.popTo((container) => container.is === 'table');
    return this.top.is === 'table' ? this.top : undefined;
  }

  private push(container: Container): void {
    this.endParagraph();
    this.containers.push(container);
  }

  private pop(): void {
    this.endParagraph();
    const container = this.containers.pop();
    if (container?.is !== 'table') return;
    this.flow().children.push(...container.caption.children, ...tableOf(container.rows, this.note));
  }

  /** Closes what is open inside the nearest such container; false when there is none in the cell that we are in. */
  private popTo(wanted: (container: Container) => boolean): boolean {
    const inside = this.containers.findLastIndex(
      (container) => wanted(container) || container.is === 'table',
    );
    const found = this.containers[inside];
    if (!found || !wanted(found)) return false;
    while (this.containers.length > inside + 1) this.pop();
    return true;
  }

  private isTooDeep(name: string): boolean {
    this.endParagraph();
    if (this.containers.length <= MAX_CONTAINERS) return false;
    this.note(DEEP);
    this.flattened.set(name, (this.flattened.get(name) ?? 0) + 1);
    return true;
  }
}

/** Blocks that hold something, at any depth. */
function filled(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'list') {
      const children = block.children.flatMap((item) => {
        const inside = filled(item.children);
        return inside.length > 0 ? [{ ...item, children: inside }] : [];
      });
      return children.length > 0 ? [{ ...block, children }] : [];
    }
    if (block.type === 'blockquote') {
      const children = filled(block.children);
      return children.length > 0 ? [{ ...block, children }] : [];
    }
    return 'children' in block && block.children.length === 0 ? [] : [block];
  });
}
