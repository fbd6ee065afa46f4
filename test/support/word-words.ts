import { SaxesParser } from 'saxes';

/** Of an element by its local name: what it holds is not shown once changes are accepted, or stands elsewhere in the file too. */
const UNSEEN = ['del', 'moveFrom', 'instrText', 'delText', 'Fallback', 'rPr', 'pPr', 'rt'];
const APART = [
  'p',
  'tab',
  'br',
  'cr',
  'tc',
  'ptab',
  'txbxContent',
  'oMath',
  'sup',
  'drawing',
  'pict',
  'object',
];

/**
 * The words that Word shows in a text part once changes are accepted, text boxes where they are anchored. It shares nothing with the
 * product's reading, so that a fault there is none here.
 */
export function shownWords(xml: string): string[] {
  const parser = new SaxesParser();
  const open: string[] = [];
  let [text, deletedRow, joins] = ['', 0, false];
  const local = (name: string) => name.split(':').at(-1) ?? '';
  parser.on('opentag', ({ name, attributes }) => {
    const is = local(name);
    // A paragraph mark, a row or a cell that was deleted says so among its properties.
    if (is === 'del' && open.at(-1) === 'trPr') deletedRow = open.length - 1;
    if (is === 'noBreakHyphen') text += '\u2011';
    if (is === 'textpath') text += ` ${String(attributes.string)} `;
    if (APART.includes(is) && !(is === 'p' && joins)) text += ' ';
    open.push(is);
  });
  parser.on('closetag', ({ name }) => {
    open.pop();
    joins = local(name) === 'p' && runsOn(xml, parser.position);
    if (APART.includes(local(name)) && !joins) text += ' ';
    if (local(name) === 'tr') deletedRow = 0;
  });
  const take = (words: string) => {
    if (!['t', 'm:t'].includes(open.at(-1) ?? '') || deletedRow > 0) return;
    if (!open.some((name) => UNSEEN.includes(name))) text += words;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.write(xml).close();
  return wordsIn(text);
}

/** Whether the paragraph that ends there has no end of its own. */
function runsOn(xml: string, end: number): boolean {
  const own = xml.slice(xml.lastIndexOf('<w:p>', end - 1), end);
  return /<w:rPr><w:(del|moveFrom) [^>]*\/><\/w:rPr><\/w:pPr>|dropCap="drop"/.test(own);
}

export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replaceAll('\u00ad', '')
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/**
 * The words that are in neither: each in order in the story, or else one of those left out.
 */
export function unaccounted(
  shown: readonly string[],
  story: readonly string[],
  left: readonly string[],
): string[] {
  const beside = [...left];
  const told = story.filter((word) => shown.includes(word));
  let at = 0;
  return shown.filter((word) => {
    const aside = beside.indexOf(word);
    if (told[at] === word) at += 1;
    else if (aside >= 0) beside.splice(aside, 1);
    else return true;
    return false;
  });
}
