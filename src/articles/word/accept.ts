import { cleanText } from '../../core/index.ts';
import { type Accept, acceptCell, acceptParagraph, acceptRow, rawText, restOf } from './accept-blocks.ts';
import { chosen, leaveDrawing } from './drawn.ts';
import { linkIn } from './fields.ts';
import { formulaText } from './formula.ts';
import { inside, linkTo, listLeftOut, type Reading } from './reading.ts';
import { childOf, isNode, isOn, node, type WordContent, type WordNode } from './xml.ts';

/**
 * What Word shows of a document once all tracked changes are accepted, in elements that mammoth reads whole. The rest goes to the list of
 * what was left out. An element that nobody foresaw gives way to what is in it, so that no words go with it.
 */
export function accepted(one: WordContent, reading: Reading): WordNode[] {
  if (!isNode(one)) return [];
  if (isProperties(one.name)) return [];
  return (HOW[one.name] ?? acceptedIn)(one, reading);
}

export const acceptedIn: Accept = ({ children }, reading) =>
  children.flatMap((child) => accepted(child, reading));

/** The words of a part of the document that does not stand in the story. */
export function shownText(one: WordNode, reading: Reading): string {
  const beside = { ...reading, ...inside() };
  acceptedIn(one, beside);
  return beside.words.join('');
}

const isProperties = (name: string) => /^w:\w*(Pr|PrEx|Change|Grid)$/.test(name);

const nothing: Accept = () => [];
const says =
  (text: string, ...nodes: WordNode[]): Accept =>
  (_, { words }) => {
    words.push(text);
    return nodes;
  };
const aside =
  (kind: 'footnote' | 'endnote' | 'comment'): Accept =>
  ({ attributes }, reading) => {
    const key = `${kind} ${attributes['w:id']}`;
    const text = reading.asides.get(key);
    reading.asides.delete(key);
    if (text) listLeftOut(reading, kind, shownText(text, reading));
    return [];
  };
const drawing: Accept = (one, reading) => {
  leaveDrawing(one, reading, shownText);
  return [];
};
const otherDocument: Accept = (_, reading) => {
  listLeftOut(reading, 'document', '');
  return [];
};

const text = (words: string) => node('w:t', { 'xml:space': 'preserve' }, [words]);

function words({ children }: WordNode, { words: said, fields }: Reading): WordNode[] {
  if (fields.inInstruction) return [];
  const letters = cleanText(children.filter((one) => !isNode(one)).join(''));
  said.push(letters);
  return [text(letters)];
}

function run(one: WordNode, reading: Reading): WordNode[] {
  const looks = childOf(one, 'w:rPr');
  if (isOn(looks && childOf(looks, 'w:vanish'))) {
    listLeftOut(reading, 'hidden', shownText(one, reading));
    return [];
  }
  const content = acceptedIn(one, reading);
  return content.length === 0 ? [] : [node('w:r', {}, [...(looks ? [looks] : []), ...content])];
}

function field({ attributes, ...rest }: WordNode, reading: Reading): WordNode[] {
  const { fields } = reading;
  const type = attributes['w:fldCharType'];
  if (type === 'begin') fields.begin({ attributes, ...rest });
  if (type === 'separate')
    return fields.separate(reading.words.length, (address) => linkTo(reading, address));
  if (type !== 'end') return [];
  const { nodes, nameless } = fields.end(reading.words);
  if (nameless !== undefined) listLeftOut(reading, 'field', nameless);
  return nodes;
}

function simpleField(one: WordNode, reading: Reading): WordNode[] {
  const from = reading.words.length;
  const instruction = one.attributes['w:instr'] ?? '';
  const content = acceptedIn(one, reading);
  if (reading.words.slice(from).join('').trim() === '')
    listLeftOut(reading, 'field', instruction.trim().split(/\s+/)[0] ?? '');
  return linked(content, linkTo(reading, linkIn(instruction)));
}

const linked = (content: WordNode[], id: string | undefined) =>
  id === undefined ? content : [node('w:hyperlink', { 'r:id': id }, content)];

function hyperlink(one: WordNode, reading: Reading): WordNode[] {
  const { target, external } = reading.parts.relation(one.attributes['r:id']) ?? {};
  return linked(acceptedIn(one, reading), external ? linkTo(reading, target) : undefined);
}

function formula(one: WordNode, reading: Reading): WordNode[] {
  const line = cleanText(formulaText(one));
  listLeftOut(reading, 'formula', line);
  reading.words.push(` ${line} `);
  return [node('w:r', {}, [text(` ${line} `)])];
}

function ruby(one: WordNode, reading: Reading): WordNode[] {
  const base = childOf(one, 'w:rubyBase');
  const above = childOf(one, 'w:rt');
  const content = base ? acceptedIn(base, reading) : [];
  const reads = above ? ` (${shownText(above, reading).trim()})` : '';
  reading.words.push(reads);
  return [...content, node('w:r', {}, [text(reads)])];
}

const HOW: Readonly<Record<string, Accept>> = {
  'w:p': (one, reading) => acceptParagraph(one, reading, acceptedIn),
  'w:body': (one, reading) => [node('w:body', {}, [...acceptedIn(one, reading), ...restOf(reading)])],
  'w:tr': (one, reading) => acceptRow(one, reading, acceptedIn),
  'w:tc': (one, reading) => acceptCell(one, reading, acceptedIn),
  // A table is no paragraph that another could run on into.
  'w:tbl': (one, reading) => [...restOf(reading), node('w:tbl', {}, acceptedIn(one, reading))],
  'w:r': run,
  'w:t': words,
  'w:tab': says(' ', node('w:tab')),
  'w:ptab': says(' ', node('w:tab')),
  'w:br': says('\n', node('w:br')),
  'w:cr': says('\n', node('w:br')),
  'w:noBreakHyphen': says('\u2011', text('\u2011')),
  'w:sym': (one) => [node('w:sym', { ...one.attributes })],
  'w:del': (one, reading) => {
    listLeftOut(reading, 'deleted', rawText(one));
    return [];
  },
  'w:moveFrom': nothing,
  'w:delText': nothing,
  'w:instrText': (one, { fields }) => {
    fields.instruct(one.children.join(''));
    return [];
  },
  'w:fldChar': field,
  'w:fldSimple': simpleField,
  'w:hyperlink': hyperlink,
  'w:footnoteReference': aside('footnote'),
  'w:endnoteReference': aside('endnote'),
  'w:commentReference': aside('comment'),
  'w:drawing': drawing,
  'w:pict': drawing,
  'w:object': drawing,
  'w:txbxContent': (one, reading) => {
    listLeftOut(reading, 'textBox', shownText(one, reading));
    return [];
  },
  'mc:AlternateContent': (one, reading) => {
    const form = chosen(one);
    return form ? acceptedIn(form, reading) : [];
  },
  'm:oMath': formula,
  'm:oMathPara': (one, reading) => acceptedIn(one, reading),
  'w:ruby': ruby,
  'w:altChunk': otherDocument,
  'w:subDoc': otherDocument,
};
