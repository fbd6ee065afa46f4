import { isNode, isOn, node, outermost, type WordNode } from './xml.ts';

/** `said`: how many pieces of text there were when its result began. */
type Field = { begin: WordNode; instruction: string; said: number | undefined; link: boolean };

/** Marks for tables of contents and indexes, which show nothing where they stand. */
const SHOWS_NOTHING = ['TC', 'XE', 'RD', 'TA', 'SET', 'HYPERLINK', 'FORMCHECKBOX', 'FORMDROPDOWN', 'ADVANCE'];

/** Complex fields (ECMA-376 part 1, 17.16.18): an instruction, then perhaps the result that Word shows; one may stand in another. */
export class FieldReader {
  private readonly open: Field[] = [];

  /** What stands in an instruction is for Word. */
  get inInstruction(): boolean {
    return this.open.some(({ said }) => said === undefined);
  }

  instruct(text: string): void {
    const field = this.open.at(-1);
    if (field && field.said === undefined) field.instruction += text;
  }

  begin(mark: WordNode): void {
    this.open.push({ begin: mark, instruction: '', said: undefined, link: false });
  }

  /** @returns what stands at this place for mammoth: the beginning of a link */
  separate(said: number, link: (address: string) => string | undefined): WordNode[] {
    const field = this.open.at(-1);
    if (!field || field.said !== undefined) return [];
    field.said = said;
    const address = linkIn(field.instruction);
    if (address === undefined || link(address) === undefined) return [];
    field.link = true;
    return [
      mark('begin'),
      node('w:instrText', { 'xml:space': 'preserve' }, [` HYPERLINK "${address}" `]),
      mark('separate'),
    ];
  }

  /** @returns the end of a link, or a box; and the name of a field that shows nothing though it should */
  end(words: readonly string[]): { nodes: WordNode[]; nameless: string | undefined } {
    const field = this.open.pop();
    if (!field) return { nodes: [], nameless: undefined };
    const [code = ''] = field.instruction.trim().split(/\s+/);
    const box = code === 'FORMCHECKBOX' ? [node('w:t', {}, [isTicked(field.begin) ? '☒' : '☐'])] : [];
    const shown = words.slice(field.said ?? words.length).some((text) => text.trim() !== '');
    const nameless = shown || SHOWS_NOTHING.includes(code) || this.inInstruction ? undefined : code;
    return { nodes: field.link ? [mark('end')] : box, nameless };
  }
}

const mark = (type: string) => node('w:fldChar', { 'w:fldCharType': type });

/** The address of an instruction such as `HYPERLINK "https://example.org" \o "tip"`; of a place in the same document there is none. */
export const linkIn = (instruction: string): string | undefined =>
  /^\s*HYPERLINK\s+(?!\\l)(?:"([^"]*)"|([^\\\s]\S*))/.exec(instruction)?.slice(1).find(Boolean);

function isTicked(begin: WordNode): boolean {
  const [box] = outermost(begin, ['w:checkBox']);
  const of = (name: string) => box?.children.filter(isNode).find((one) => one.name === name);
  return isOn(of('w:checked') ?? of('w:default'));
}
