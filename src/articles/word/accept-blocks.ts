import { listLeftOut, type Reading } from './reading.ts';
import { childOf, isNode, node, outermost, type WordNode } from './xml.ts';

/** Of an element: the elements that mammoth is handed for it. */
export type Accept = (one: WordNode, reading: Reading) => WordNode[];

const has = (of: WordNode | undefined, ...names: string[]) =>
  of !== undefined && names.some((name) => childOf(of, name) !== undefined);

/**
 * A paragraph. One whose end was deleted or moved away runs on into the next (ECMA-376 part 1, 17.13.5.15), and so does a large first
 * letter, which Word keeps as a paragraph of its own.
 */
export function acceptParagraph(one: WordNode, reading: Reading, acceptedIn: Accept): WordNode[] {
  const looks = childOf(one, 'w:pPr');
  const content = acceptedIn(one, reading);
  const frame = looks && childOf(looks, 'w:framePr')?.attributes['w:dropCap'];
  const runsOn = has(looks && childOf(looks, 'w:rPr'), 'w:del', 'w:moveFrom');
  if (runsOn || (frame !== undefined && frame !== 'none')) {
    reading.joined.push(...content);
    return [];
  }
  return [paragraph(reading, content, looks)];
}

function paragraph(reading: Reading, content: WordNode[], looks?: WordNode): WordNode {
  reading.words.push('\n');
  const kept = looks?.children.filter((one) => isNode(one) && /^w:(pStyle|numPr)$/.test(one.name)) ?? [];
  return node('w:p', {}, [node('w:pPr', {}, kept), ...reading.joined.splice(0), ...content]);
}

/** What no paragraph has followed. */
export const restOf = (reading: Reading): WordNode[] =>
  reading.joined.length > 0 ? [paragraph(reading, [])] : [];

export function acceptRow(one: WordNode, reading: Reading, acceptedIn: Accept): WordNode[] {
  const looks = childOf(one, 'w:trPr');
  if (has(looks, 'w:del')) {
    listLeftOut(reading, 'deleted', rawText(one));
    return [];
  }
  const header = looks?.children.filter((kept) => isNode(kept) && kept.name === 'w:tblHeader') ?? [];
  return [node('w:tr', {}, [node('w:trPr', {}, header), ...acceptedIn(one, reading)])];
}

/** A cell that goes on from the one above shows nothing; where a file has words in it all the same, it is a cell of its own. */
export function acceptCell(one: WordNode, reading: Reading, acceptedIn: Accept): WordNode[] {
  const looks = childOf(one, 'w:tcPr');
  if (has(looks, 'w:cellDel')) {
    listLeftOut(reading, 'deleted', rawText(one));
    return [node('w:tc')];
  }
  const from = reading.words.length;
  const content = [...acceptedIn(one, reading), ...restOf(reading)];
  const empty = reading.words.slice(from).join('').trim() === '';
  reading.words.push('\n');
  const kept = looks?.children.filter(
    (two) => isNode(two) && (two.name === 'w:gridSpan' || (two.name === 'w:vMerge' && empty)),
  );
  // The first of merged cells says so too, and has words.
  const first = looks && childOf(looks, 'w:vMerge')?.attributes['w:val'] === 'restart';
  const merged = first && !empty ? [node('w:vMerge', { 'w:val': 'restart' })] : [];
  return [node('w:tc', {}, [node('w:tcPr', {}, [...(kept ?? []), ...merged]), ...content])];
}

/** Deleted words too. */
export const rawText = (one: WordNode): string =>
  outermost(one, ['w:t', 'w:delText', 'w:p'])
    .map((found) => (found.name === 'w:p' ? `${rawText(found)} ` : found.children.join('')))
    .join('');
