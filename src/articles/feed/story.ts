import { cleanText } from '../../core/index.ts';
import { linkAddress } from './address.ts';
import type { Block } from './block.ts';
import { BlockWriter } from './blocks.ts';
import { BARE_TEXT, BREAKING, isKnownTag, UNREAD } from './elements.ts';
import type { Format, FormatKind } from './inline.ts';
import { type MarkupAttributes, type MarkupTag, readMarkup } from './markup.ts';
import { decodeAttributeOnce, decodeHtmlOnce } from './references.ts';
import { StoryMedia } from './story-media.ts';

export type Story = {
  blocks: Block[];
  /** Sentences on what was flattened or left out. */
  notes: string[];
};

const FORMATS: Record<string, FormatKind> = {
  ...{
    b: 'strong',
    strong: 'strong',
    dt: 'strong',
    i: 'emphasis',
    em: 'emphasis',
    cite: 'emphasis',
    dfn: 'emphasis',
  },
  ...{ del: 'delete', s: 'delete', strike: 'delete', code: 'code', kbd: 'code', samp: 'code', tt: 'code' },
  ...{ var: 'emphasis', sup: 'sup', sub: 'sub' },
};
const BROKEN_OFF = 'The text breaks off inside a tag: what follows stands as plain words.';
const FORMULA = 'A formula is flattened to its letters.';
/** Sharing buttons and labels that blog programs add to the story in the feed. */
const ADDED =
  /\b(feedflare|sharedaddy|jp-relatedposts|blogger-post-footer|addtoany_share_save_container|wp-block-jetpack-sharing)\b/;

/**
 * A partner's HTML as blocks of Markdown, in the order of the source and in time proportional to its length. Styling,
 * scripts and comments go; pictures and films become links; words stay, also those in angle brackets that are no tag.
 */
export class StoryReader {
  private readonly notes = new Set<string>();
  private readonly formats: Format[] = [];
  private readonly counts = new Map<string, number>();
  private readonly blocks: BlockWriter;
  private readonly media: StoryMedia;
  private unread: { name: string; depth: number; from: number } | undefined;
  private code: string | undefined;

  private readonly source: string;
  private readonly base: string;

  private constructor(source: string, base: string) {
    this.source = source;
    this.base = base;
    const note = (sentence: string) => void this.notes.add(sentence);
    this.blocks = new BlockWriter(this.formats, note);
    this.media = new StoryMedia(this.blocks, base, this.formats);
  }

  /** @param base what relative addresses resolve against */
  static read(html: string, base: string): Story {
    return new StoryReader(closable(html), base).story();
  }

  private story(): Story {
    const read = readMarkup(this.source, {
      xml: false,
      events: {
        open: (tag) => this.open(tag),
        close: (name) => this.close(name.toLowerCase()),
        text: (text) => this.text(text),
      },
    });
    const rest = this.source.slice(this.unread?.from ?? read).trim();
    if (rest.length > 1) this.brokenOff(rest);
    this.endCode();
    return { blocks: this.blocks.finish(), notes: [...this.notes, ...this.media.notes()] };
  }

  private brokenOff(rest: string): void {
    this.notes.add(BROKEN_OFF);
    this.unread = undefined;
    this.blocks.endParagraph();
    this.text(rest.replace(/^<!--/, '').replace(/<[^<>]*>/g, ' '));
  }

  private open(tag: MarkupTag): void {
    const name = tag.name.toLowerCase();
    if (this.unread) {
      if (this.unread.name === name) this.unread.depth += 1;
      else if (this.media.holdsFallback(this.unread.name)) this.media.take(name, decoded(tag.attributes));
      return;
    }
    if (isKnownTag(name)) this.openKnown(name, tag);
    else this.text(this.source.slice(tag.start, tag.end));
  }

  private openKnown(name: string, tag: MarkupTag): void {
    const attributes = decoded(tag.attributes);
    if (this.media.take(name, attributes)) return;
    if (UNREAD.has(name) || this.media.holdsFallback(name) || ADDED.test(attributes.get('class') ?? '')) {
      if (!tag.selfClosing) this.unread = { name, depth: 1, from: tag.end };
    } else if (this.code === undefined) this.openElement(name, attributes);
    else if (name === 'br') this.code += '\n';
  }

  private openElement(name: string, attributes: MarkupAttributes): void {
    const whole = (key: string) => Number.parseInt(attributes.get(key) ?? '', 10);
    if (BREAKING.has(name)) this.blocks.endParagraph();
    if (name === 'dt' || name === 'dd') this.endFormat('strong', 'dt');
    if (name === 'pre') {
      this.blocks.endParagraph();
      this.code = '';
    } else if (name === 'br') this.lineBreak();
    else if (name === 'hr') this.blocks.block({ type: 'thematicBreak' });
    else if (/^h[1-6]$/.test(name)) this.blocks.heading(Number(name[1]) as 1 | 2 | 3 | 4 | 5 | 6);
    else if (name === 'blockquote') this.blocks.quote();
    else if (name === 'ul' || name === 'menu' || name === 'dir') this.blocks.list('ul');
    else if (name === 'ol')
      this.blocks.list('ol', Number.isNaN(whole('start')) ? undefined : Math.max(0, whole('start')));
    else if (name === 'li') this.blocks.item();
    else if (name === 'table') this.blocks.table();
    else if (/^(tr|thead|tbody|tfoot)$/.test(name)) this.blocks.row();
    else if (name === 'td' || name === 'th')
      this.blocks.cell(name, {
        header: name === 'th',
        columns: whole('colspan') || 1,
        rows: whole('rowspan') || 1,
      });
    else if (name === 'caption') this.blocks.caption();
    else this.openInline(name, attributes);
  }

  private openInline(name: string, attributes: MarkupAttributes): void {
    const kind = FORMATS[name];
    if (name === 'a') {
      this.endFormat('link', 'a');
      const url = linkAddress(attributes.get('href') ?? '', this.base);
      if (url !== undefined) this.startFormat({ kind: 'link', url }, 'a');
    } else if (name === 'q') this.text('“');
    else if (name === 'rt') this.text(' (');
    else if (name === 'math') this.notes.add(FORMULA);
    else if (kind && !/font-weight\s*:\s*(normal|400)/i.test(attributes.get('style') ?? ''))
      this.startFormat({ kind }, name);
  }

  private close(name: string): void {
    if (this.unread) {
      if (this.unread.name === name) this.unread.depth -= 1;
      if (this.unread.depth === 0) this.unread = undefined;
      return;
    }
    if (name === 'pre') this.endCode();
    else if (this.code === undefined) this.closeElement(name);
  }

  private closeElement(name: string): void {
    if (name === 'br') this.lineBreak();
    else if (name === 'q') this.text('”');
    else if (name === 'rt') this.text(')');
    const kind = name === 'a' ? 'link' : FORMATS[name];
    if (kind) this.endFormat(kind, name);
    if (name === 'a') this.media.afterLink();
    if (/^(tr|thead|tbody|tfoot)$/.test(name)) this.blocks.row();
    else if (/^(ul|ol|li|blockquote|table|td|th|caption)$/.test(name)) this.blocks.close(name);
    else if (BREAKING.has(name) || /^h[1-6]$/.test(name)) this.blocks.endParagraph();
  }

  private text(source: string): void {
    if (this.unread) return;
    const text = decodeHtmlOnce(source);
    if (this.code !== undefined) {
      this.code += text;
      return;
    }
    // A space that must not break says nothing to a mail of any width, but in a number.
    const words = cleanText(text).replace(/(\d)?\u00a0(?=(\d)?)/g, (whole, before, after) =>
      before && after ? whole : `${before ?? ''} `,
    );
    if (words.trim() !== '' || this.blocks.isWriting) this.blocks.inline().words(words);
  }

  private lineBreak(): void {
    if (this.blocks.isWriting && !this.blocks.inline().lineBreak()) this.blocks.endParagraph();
  }

  private endCode(): void {
    const value = cleanText(this.code ?? '')
      .replace(/^\n/, '')
      .trimEnd();
    this.code = undefined;
    if (value !== '') this.blocks.block({ type: 'code', value });
  }

  private startFormat(format: Format, by: string): void {
    this.counts.set(by, (this.counts.get(by) ?? 0) + 1);
    if (!this.formats.some(({ kind }) => kind === format.kind)) this.formats.push(format);
  }

  /** A format ends with the last of its tags: bold words in bold words are bold once. */
  private endFormat(kind: FormatKind, by: string): void {
    const count = this.counts.get(by) ?? 0;
    if (count === 0) return;
    this.counts.set(by, count - 1);
    const open = Object.entries(FORMATS).some(
      ([name, other]) => other === kind && (this.counts.get(name) ?? 0) > 0,
    );
    const at = this.formats.findIndex((format) => format.kind === kind);
    if (at >= 0 && !open) this.formats.splice(at, 1);
  }
}

const decoded = (attributes: MarkupAttributes): MarkupAttributes =>
  new Map([...attributes].map(([name, value]) => [name, decodeAttributeOnce(value)]));

const BARE = new RegExp(`<(${BARE_TEXT.join('|')})(?=[\\s/>])`, 'gi');

/** An element of bare text without an end tag would swallow all that follows: its tag then is words about a tag. */
function closable(html: string): string {
  const lower = html.toLowerCase();
  const last = new Map(BARE_TEXT.map((name) => [name, lower.lastIndexOf(`</${name}`)]));
  return html.replace(BARE, (tag, name: string, at: number) =>
    at > (last.get(name.toLowerCase()) ?? -1) ? `&lt;${name}` : tag,
  );
}
