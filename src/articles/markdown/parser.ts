import newMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { completeCells, keepNumbers, readTasks, showTasks } from './blocks.ts';
import { readRawHtml } from './raw-html.ts';
import type { Remarks } from './remark.ts';

/**
 * The second grammar: CommonMark with HTML, tables, `~~`, footnotes, tasks and bare addresses as GitHub has them. The
 * first one, remark's, took up to 15 s for 1 MB; it still reads the snapshots that were frozen with it.
 */
export function markdownParser(): MarkdownIt {
  const md = newMarkdownIt({ html: true, linkify: true }).use(footnotes);
  md.inline.ruler.disable('footnote_inline');
  // What is no safe address keeps its words: the sanitiser takes the address away.
  md.validateLink = () => true;
  md.normalizeLinkText = (text) => text;
  onlyWholeAddresses(md);
  md.core.ruler.after('block', 'quarterly_blocks', ({ tokens, src }) => {
    completeCells(tokens, src);
    readTasks(tokens);
    keepNumbers(tokens);
  });
  md.core.ruler.push('quarterly_inline', ({ tokens, env }) => {
    showTasks(tokens);
    readRawHtml(tokens, env as unknown as Remarks);
  });
  Object.assign(md.renderer.rules, RULES);
  return md;
}

const MAY_HOLD_ADDRESS = /:|@|\/\/|www\./i;

/** As GitHub does: `www.` or a scheme before it makes an address, `notes.md` and `e.g.this` make none. */
function onlyWholeAddresses({ linkify }: MarkdownIt): void {
  linkify.set({ fuzzyLink: true });
  const [test, match] = [linkify.test.bind(linkify), linkify.match.bind(linkify)];
  // Its own look at a megabyte of words without an address costs as much as all other reading.
  linkify.test = (text) => MAY_HOLD_ADDRESS.test(text) && test(text);
  linkify.match = (text) => {
    const found = match(text)?.filter(({ schema, raw }) => schema !== '' || /^www\./i.test(raw));
    return found && found.length > 0 ? found : null;
  };
}

const noteNumber = (token: Token | undefined) => Number(token?.meta?.id ?? 0) + 1;

/** Notes carry their numbers in brackets, since `1,200` and a 1 make 12,001; no arrow leads back from a note. */
const RULES: MarkdownIt['renderer']['rules'] = {
  footnote_ref: (tokens, at) => `<sup class="note">[${noteNumber(tokens[at])}]</sup>`,
  footnote_block_open: () => '<hr><ol class="notes">',
  footnote_block_close: () => '</ol>',
  footnote_open: () => '<li>',
  footnote_close: () => '</li>',
  footnote_anchor: () => '',
  typed: (tokens, at) => `<p>${tokens[at]?.content}</p>`,
  task: (tokens, at) => `<input type="checkbox"${tokens[at]?.meta?.done ? ' checked' : ''}>`,
};
