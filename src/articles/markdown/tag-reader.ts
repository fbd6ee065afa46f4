import { DEEPEST } from './limits.ts';
import type { Remarks } from './remark.ts';
import {
  APART,
  BLOCKS,
  BOXES,
  DROPPED,
  INLINE,
  LOOSE,
  LOST,
  OFFICE,
  SILENT,
  TABLE_PARTS,
  VOID,
} from './tags.ts';
import type { Piece } from './tokenise.ts';

/** `lasting`: a mark that alone makes a block, and whose end is a block of its own further down. */
type Place = { line: number; level: number; depth: number; lasting?: boolean };
/** A tag that is open. `append` writes behind the last HTML of its scope; a table knows whether a cell is open. */
type Frame = { name: string; typed: string; level: number; line: number; cell?: boolean; lasting?: boolean };
type Tag = Extract<Piece, { kind: 'open' | 'close' }>;

/** Around all that is pasted from Google Docs. */
const PASTED = /^<(?:b|strong)\b[^<>]*\bfont-weight:\s*(?:normal|[1-4]00)\b/i;

const typed = (source: string) => source.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Decides tag by tag what stays, goes, or stands as it was typed, and closes what nobody closed. */
export class TagReader {
  readonly #remarks: Remarks;
  #open: Frame[] = [];
  #append: (html: string) => void = () => undefined;

  constructor(remarks: Remarks) {
    this.#remarks = remarks;
  }

  lose(line: number, sentence: string): void {
    this.#remarks.losses.push({ line, sentence });
  }

  tooDeep(line: number): void {
    const sentence = `Lists, quotations or tags stand more than ${DEEPEST} levels deep here: use fewer.`;
    if (!this.#remarks.faults.some((fault) => fault.sentence === sentence)) {
      this.#remarks.faults.push({ line, sentence });
    }
  }

  openComment(line: number): void {
    const sentence = 'A comment opens here and has no end in its paragraph: write "-->" after it.';
    this.#remarks.faults.push({ line, sentence });
  }

  /** Whether it opens what goes with all that is in it, and whose end is in `rest`. */
  drops(piece: Piece, rest: readonly Piece[]): boolean {
    if (piece.kind !== 'open' || !DROPPED.has(piece.name)) return false;
    return rest.some((other) => other.kind === 'close' && other.name === piece.name);
  }

  /** A block of HTML, whose marks of words end with it. */
  block(pieces: readonly Piece[], place: Place, append: (html: string) => void): string {
    let html = '';
    let { line } = place;
    for (let at = 0; at < pieces.length; at += 1) {
      const piece = pieces[at] as Piece;
      if (this.drops(piece, pieces.slice(at + 1))) {
        const name = piece.kind === 'open' ? piece.name : '';
        const from = at;
        while (!(pieces[at]?.kind === 'close' && (pieces[at] as Tag).name === name)) at += 1;
        for (const gone of pieces.slice(from, at + 1)) line += gone.source.split('\n').length - 1;
        continue;
      }
      html += this.read(piece, { ...place, line }, (more) => {
        html += more;
      });
      line += piece.source.split('\n').length - 1;
    }
    this.#close((frame) => INLINE.has(frame.name) && frame.level === place.level && !frame.lasting);
    this.#append = append;
    return html;
  }

  /** @param append writes behind this piece, later */
  read(piece: Piece, place: Place, append: (html: string) => void): string {
    this.#append = append;
    if (piece.kind === 'text') return this.#words(piece.source) + piece.source.replaceAll('<', '&lt;');
    if (piece.kind === 'doctype') return '';
    if (piece.kind === 'comment') return this.#comment(piece.source, place);
    return this.#tag(piece as Tag, place);
  }

  /** Words come: in a table that has no cell open they need one, or HTML moves them to before the table. */
  enterWords(): void {
    this.#append(this.#words('words'));
  }

  /** The scope at `level` ends: what was opened deeper and is still open is closed. */
  closeAbove(level: number): void {
    this.#close((frame) => frame.level > level);
  }

  #words(source: string): string {
    const table = this.#open.at(-1);
    if (table?.cell !== false || source.trim() === '') return '';
    table.cell = true;
    return '<tr><td>';
  }

  #close(wanted: (frame: Frame) => boolean): void {
    for (const frame of this.#open.filter(wanted).reverse()) {
      this.#append(`</${frame.name}>`);
      if (!BOXES.has(frame.typed)) {
        this.lose(
          frame.line,
          `The tag <${frame.typed}> has no end, so it holds nothing: write </${frame.typed}>.`,
        );
      }
    }
    this.#open = this.#open.filter((frame) => !wanted(frame));
  }

  #comment(source: string, { line }: Place): string {
    if (source.startsWith('<!--')) {
      if (!/^<!-->|^<!--->|--!?>$/.test(source)) this.openComment(line);
      return '';
    }
    return /^<!\[(?:if|endif)|^<\?xml/i.test(source) ? '' : this.#words(source) + typed(source);
  }

  #tag(tag: Tag, place: Place): string {
    const { name, source } = tag;
    if (tag.kind === 'open' && tag.bare && !DROPPED.has(name) && !LOST.has(name))
      return this.#words(source) + typed(source);
    if (tag.kind === 'open' && PASTED.test(source)) return '';
    if (APART.has(name)) return ' ';
    if (OFFICE.test(name) || SILENT.has(name)) return '';
    if (DROPPED.has(name)) {
      if (tag.kind === 'open') this.lose(place.line, `<${name}> has no end: its words are shown.`);
      return '';
    }
    if (LOST.has(name)) {
      if (tag.kind === 'open') this.lose(place.line, `<${name}> cannot be shown in a mail and is left out.`);
      return ' ';
    }
    if (name === 'img')
      this.lose(
        place.line,
        'The picture in the text becomes a link or is left out: put it into the field image.',
      );
    if (TABLE_PARTS.has(name) && name !== 'table') return this.#tablePart(tag);
    const before = tag.kind === 'open' && name !== 'table' ? this.#words(name) : '';
    if (VOID.has(name) || LOOSE.has(name)) return before + source;
    if (BOXES.has(name))
      return (
        before + this.#paired({ ...tag, source: tag.kind === 'open' ? '<div>' : '</div>' }, 'div', place)
      );
    if (INLINE.has(name) || BLOCKS.has(name)) return before + this.#paired(tag, name, place);
    return before + typed(source);
  }

  /** Parts of a table that is not open are no tags of ours: a space keeps their words apart. */
  #tablePart({ kind, name, source }: Tag): string {
    const at = this.#open.findLastIndex((frame) => frame.name === 'table');
    const table = this.#open[at];
    if (!table) return ' ';
    const html = this.#closeInside(at);
    table.cell = kind === 'open' && ['td', 'th', 'caption'].includes(name);
    return html + source;
  }

  /** Ends what is open inside the tag at this place, here and not behind it. */
  #closeInside(at: number): string {
    const inner = this.#open.slice(at + 1);
    const append = this.#append;
    let html = '';
    this.#append = (more) => {
      html += more;
    };
    this.#close((frame) => inner.includes(frame));
    this.#append = append;
    return html;
  }

  #paired({ kind, name: typedName, source }: Tag, name: string, place: Place): string {
    if (kind === 'close') {
      const at = this.#open.findLastIndex((frame) => frame.name === name && frame.level === place.level);
      if (at < 0) return '';
      const html = this.#closeInside(at);
      this.#open.length = at;
      return html + source;
    }
    this.#open.push({
      name,
      typed: typedName,
      level: place.level,
      line: place.line,
      ...(name === 'table' ? { cell: false } : {}),
      ...(place.lasting ? { lasting: true } : {}),
    });
    if (place.depth + this.#open.length > DEEPEST) this.tooDeep(place.line);
    return source.replace(/\/>$/, '>');
  }
}
