import type { Heading, Paragraph, PhrasingContent } from 'mdast';
import { raised } from './raised.ts';

export type FormatKind = 'strong' | 'emphasis' | 'delete' | 'link' | 'code' | 'sup' | 'sub';
export type Format = { kind: FormatKind; url?: string };
/** Of a paragraph: printing takes time that grows with the square of its pieces. */
const MAX_PIECES = 1_000;

type Parent = { children: PhrasingContent[] };
type Level = { format: Format; node: Parent & PhrasingContent };

/**
 * Writes words into a paragraph or heading. Each word carries its formats and finds the place that it shares with the
 * word before; so tags may overlap, be left open or doubled, and a space never begins or ends bold words, where Markdown
 * would not take it for bold.
 */
export class InlineWriter {
  private chain: Level[] = [];
  private pendingSpace = false;

  private readonly host: Paragraph | Heading;
  private readonly formats: readonly Format[];

  constructor(host: Paragraph | Heading, formats: readonly Format[]) {
    this.host = host;
    this.formats = formats;
  }

  words(value: string): void {
    const core = value.trim();
    if (/^\s/.test(value)) this.pendingSpace = true;
    if (core === '') return;
    this.place(leafOf(core, this.formats));
    this.pendingSpace = /\s$/.test(value);
  }

  /** A link of its own, whatever formats are open, with a space on both sides. */
  link(url: string, words: string, data: object): void {
    this.chain = [];
    this.pendingSpace = true;
    this.putSpace(this.host);
    this.host.children.push({ type: 'link', url, children: [text(words)], data });
    this.pendingSpace = true;
  }

  /** Ends the line; false when that has just been done, or the paragraph has become too long. */
  lineBreak(): boolean {
    if (this.last()?.type === 'break' || this.host.children.length > MAX_PIECES) return false;
    if (this.last()) this.host.children.push({ type: 'break' });
    this.chain = [];
    this.pendingSpace = false;
    return true;
  }

  close(): void {
    while (this.last()?.type === 'break') this.host.children.pop();
  }

  private last = () => this.host.children.at(-1);

  private place(leaf: PhrasingContent): void {
    const wanted = this.formats.filter(({ kind }) => isNode(kind));
    const shared = this.chain.findIndex(({ format }, at) => !same(format, wanted[at]));
    if (shared >= 0) this.chain = this.chain.slice(0, shared);
    let parent: Parent = this.chain.at(-1)?.node ?? this.host;
    this.putSpace(parent);
    for (const format of wanted.slice(this.chain.length)) {
      const node = nodeOf(format);
      parent.children.push(node);
      this.chain.push({ format, node });
      parent = node;
    }
    append(parent, leaf);
  }

  private putSpace(parent: Parent): void {
    const last = this.last();
    if (this.pendingSpace && last && last.type !== 'break') append(parent, text(' '));
    this.pendingSpace = false;
  }
}

const isNode = (kind: FormatKind) => kind !== 'code' && kind !== 'sup' && kind !== 'sub';
const same = (one: Format, other?: Format) => one.kind === other?.kind && one.url === other.url;
const text = (value: string): PhrasingContent => ({ type: 'text', value });

function nodeOf({ kind, url = '' }: Format): Level['node'] {
  if (kind === 'link') return { type: 'link', url, children: [] };
  if (kind === 'strong') return { type: 'strong', children: [] };
  return kind === 'delete' ? { type: 'delete', children: [] } : { type: 'emphasis', children: [] };
}

function leafOf(words: string, formats: readonly Format[]): PhrasingContent {
  const has = (kind: FormatKind) => formats.some((format) => format.kind === kind);
  const line = words.replace(/\s+/g, ' ');
  if (has('code')) return { type: 'inlineCode', value: line };
  return text(has('sup') ? raised(line, 'sup') : has('sub') ? raised(line, 'sub') : line);
}

/** Two texts or two pieces of code side by side are one, or Markdown would read their marks together. */
function append(parent: Parent, leaf: PhrasingContent): void {
  const last = parent.children.at(-1);
  if ((leaf.type === 'text' || leaf.type === 'inlineCode') && last?.type === leaf.type) {
    last.value += leaf.value;
  } else parent.children.push(leaf);
}
