import type { BodyRemark } from './remark.ts';

/** Lists in lists, quotations in quotations, marks in marks: what no reader follows and no mail program shows. */
export const DEEPEST = 20;

/**
 * Lines and Markdown marks of one body. Reading costs up to 100 µs for each, deep as it may stand, so that a body of 1 MB is read in 2 s of CPU;
 * the longest article known has some 3,000.
 */
const MOST_MARKS = 16_000;
/** An HTML parser opens again in each block what was left open: time grows with the product. */
const MOST_TAGS = 3_000;
const MOST_COLUMNS = 20;

/** A tokeniser compares each attribute with all before it. */
const MANY_ATTRIBUTES = /<[a-z](?:[^<>\s]*\s+){100}/i;

const MARK = /[[\]*_`<|~&\\@\n]|:\/\/|www\./gi;
const DELIMITER_ROW = /^[>\s|:-]+$/;

/** What makes a body too costly to read, by line; looked at before anything parses it. */
export function overLimits(markdown: string): BodyRemark | undefined {
  return (
    tooMany(markdown, MARK, MOST_MARKS, 'lines and marks of Markdown') ??
    tooMany(markdown, /<[a-z/!?]/gi, MOST_TAGS, 'HTML tags') ??
    tooWide(markdown) ??
    tooLong(markdown)
  );
}

function tooMany(text: string, what: RegExp, most: number, words: string): BodyRemark | undefined {
  let count = 0;
  for (const match of text.matchAll(what)) {
    count += 1;
    if (count <= most) continue;
    const line = text.slice(0, match.index).split('\n').length;
    return { line, sentence: `The text has more than ${most.toLocaleString('en-GB')} ${words}: divide it.` };
  }
  return undefined;
}

function tooWide(markdown: string): BodyRemark | undefined {
  const lines = markdown.split('\n');
  const line = lines.findIndex(
    (text) => text.split('|', MOST_COLUMNS + 3).length > MOST_COLUMNS + 2 && DELIMITER_ROW.test(text),
  );
  const sentence = `The table has more than ${MOST_COLUMNS} columns: divide it.`;
  return line < 0 ? undefined : { line: line + 1, sentence };
}

function tooLong(markdown: string): BodyRemark | undefined {
  const at = markdown.search(MANY_ATTRIBUTES);
  if (at < 0) return undefined;
  const line = markdown.slice(0, at).split('\n').length;
  return { line, sentence: 'The tag has more than 100 attributes: leave them out.' };
}
