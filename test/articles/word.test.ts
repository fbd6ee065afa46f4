import type { Nodes } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { readWordFile, type WordStory } from '../../src/articles/word/read-word.ts';
import { WORD_CORPUS } from '../support/word-corpus.ts';
import { p, wordFile, wordParts } from '../support/word-files.ts';
import { shownWords, unaccounted, wordsIn } from '../support/word-words.ts';

const INLINE = ['strong', 'emphasis', 'delete', 'link'];
const plain = (node: Nodes): string => {
  if ('value' in node) return node.value;
  if (!('children' in node)) return ' ';
  const inside = node.children.map(plain).join('');
  return INLINE.includes(node.type) ? inside : ` ${inside} `;
};
const storyWords = ({ body }: WordStory) =>
  wordsIn(plain(unified().use(remarkParse).use(remarkGfm).parse(body)));
const leftWords = ({ left }: WordStory) => left.flatMap(({ words }) => wordsIn(words));
const read = async (name: string) => readWordFile(await wordFile(WORD_CORPUS[name] ?? { body: '' }));
const kinds = ({ left }: WordStory) => left.map(({ kind }) => kind);

describe('a Word file', () => {
  test.each(Object.entries(WORD_CORPUS))('%s: every word is accounted for', async (_, file) => {
    const story = await readWordFile(await wordFile(file));
    const shown = shownWords(wordParts(file)['word/document.xml'] ?? '');
    expect(shown.length).toBeGreaterThan(0);
    expect(unaccounted(shown, storyWords(story), leftWords(story))).toEqual([]);
    // What the rules know of is named; the last comparison only finds what nobody foresaw.
    expect(kinds(story)).not.toContain('words');
  });

  test('becomes Markdown with headings, bold words, lists and links', async () => {
    const { body } = await read('plain, with headings, bold words and points');
    expect(body).toBe(
      '# Beans for all\n\nSow **broad beans** in *May*.\n\n- Water them.\n- Weed them.\n\nAfter the list.',
    );
    const links = await read('links: of both kinds, to places inside, and to files');
    expect(links.body).toBe(
      'Read [the report](https://example.org/report?a=1\\&b=2) or [more](https://example.org/more).\n\nChapter one and chapter two\n\nOur drive and a trap',
    );
  });

  test('has its tracked changes accepted', async () => {
    const { body, left } = await read('tracked insertions and deletions');
    expect(body).toBe('We meet on Tuesday at noon.');
    expect(left).toEqual([{ kind: 'deleted', words: 'Monday the 3rd' }]);
    expect((await read('a deleted end of a paragraph')).body).toBe(
      'The first half and the second half.\n\nNext.',
    );
    expect((await read('words that were moved')).body).toBe('Stays here.\n\nMoved words.');
    expect((await read('rows and cells that were deleted')).body).not.toContain('Gone');
  });

  test('says what was left out, each once', async () => {
    const { left } = await read('footnotes and endnotes');
    expect(left).toEqual([
      { kind: 'footnote', words: 'By 12 per cent.' },
      { kind: 'endnote', words: 'Source: annual report.' },
    ]);
    expect((await read('a text box, in both forms that Word writes')).left).toEqual([
      { kind: 'textBox', words: 'Call 01234 567890 today' },
    ]);
    expect((await read('headers and footers')).left).toEqual([
      { kind: 'header', words: 'Example Police – draft' },
      { kind: 'footer', words: 'Page 1' },
    ]);
    expect(kinds(await read('comments'))).toEqual(['comment', 'comment']);
    expect(kinds(await read('hidden words, objects, charts and another document in it'))).toEqual([
      'hidden',
      'object',
      'chart',
      'document',
    ]);
    expect((await read('pictures with and without a description')).left).toEqual([
      { kind: 'picture', words: 'Two officers in a hall' },
      { kind: 'picture', words: '' },
    ]);
    expect((await read('fields with results, without, and in one another')).left).toEqual([
      { kind: 'field', words: 'PAGE' },
    ]);
    expect(kinds(await read('symbols, hyphens, tabs and breaks'))).toEqual(['symbol']);
  });

  test('keeps words apart, together, and as they were typed', async () => {
    const { body } = await read('a large first letter, words in pieces and signs of Markdown');
    expect(body).toContain('Dear readers');
    expect(body).toContain('10⁶ people');
    expect((await read('symbols, hyphens, tabs and breaks')).body).toContain(
      'softhyphen tabbed\\\nnext page',
    );
    expect((await read('prefixes of its own and letters by number')).body).toBe(
      'Café & bar ’s\n\nliteral \\<words>',
    );
  });

  test('may have words where nobody foresaw any', async () => {
    const odd = `<w:future>${p('Unheard-of element')}</w:future>`;
    expect((await readWordFile(await wordFile({ body: odd }))).body).toBe('Unheard-of element');
  });
});
