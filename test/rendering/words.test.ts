import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleHtml, feedHtml, mailHtml } from '../../src/rendering/markdown/print.ts';
import { markdownTree } from '../../src/rendering/markdown/tree.ts';
import { markdownStyles } from '../../src/rendering/snapshot-props.ts';
import { treeText } from '../../src/rendering/text/markdown.ts';
import { plainText } from '../../src/rendering/web/plain.ts';
import { around } from '../../templates/direction.ts';
import { standardTheme } from '../../templates/theme.ts';
import { readHtml } from '../support/html.ts';

const grammar = 2;
const tree = (markdown: string) => markdownTree(markdown, { grammar, topHeading: 3 });
const styles = markdownStyles(standardTheme);

/** The four printings of a body, in an article of this language. */
const print = (markdown: string, language = 'en-GB') => {
  const reading = { grammar, ...around(language) } as const;
  const read = markdownTree(markdown, { ...reading, topHeading: 3 });
  return {
    page: articleHtml(markdown, reading),
    mail: mailHtml(read, styles, around(language)),
    feed: feedHtml(markdown, reading),
    text: treeText(read),
  };
};

/** A block's end, a line's end and a small figure part words, as they do for a reader. */
const wordsOfHtml = (html: string) => {
  const apart = html.replace(
    /<\/?(p|li|td|th|br|div|h\d|tr|table|sup|sub|dt|dd|summary|details|blockquote|pre)\b/g,
    ' $&',
  );
  const { elements } = readHtml(`<!doctype html><title></title><main>${apart}</main>`);
  return wordsOf(elements.find(({ name }) => name === 'main')?.text ?? '');
};
const wordsOf = (text: string) =>
  (text.replace(/(?<=\s|^)\[x\](?= )/g, '').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase());

const word = fc.constantFrom(
  'apple',
  'Bread',
  'city',
  '1',
  '42',
  '1,200',
  'née',
  'Straße',
  '漢字',
  '£5',
  'x',
  'llyfrgell',
  'المكتبة',
  'ספרייה',
  '2025–26',
  '020 7946 0101',
);
const language = fc.constantFrom('en-GB', 'cy', 'ar', 'he', 'zh', 'ur');
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const simple = fc.oneof(
  words,
  words.map((text) => `**${text}**`),
  words.map((text) => `*${text}*`),
  words.map((text) => `~~${text}~~`),
  words.map((text) => `\`${text}\``),
  words.map((text) => `[${text}](https://example.org/a)`),
  words.map((text) => `[${text}](javascript:alert)`),
  words.map((text) => `x<sup>${text}</sup>`),
  words.map((text) => `CO<sub>${text}</sub>`),
  words.map((text) => `<b>${text}</b>`),
  words.map((text) => `<b>${text}`),
  words.map((text) => `<span style="color:red">${text}</span>`),
  words.map((text) => `<mark>${text}</mark></blockquote>`),
  words.map((text) => `${text}<br>${text}`),
  words.map((text) => `${text}  \n${text}`),
  words.map((text) => `x <iframe src=x>${text}</iframe>`),
);
/** In a block of HTML, Markdown is what was typed. */
const html = fc.oneof(
  words,
  words.map((text) => `<b>${text}</b>`),
  words.map((text) => `<i>${text}`),
  words.map((text) => `${text}<br>${text}`),
  words.map((text) => `<div>${text}</div>`),
);
const line = fc.array(simple, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
/** Short, so that tables keep their columns: where they do not, each value stands after its heading. */
const short = word.filter((text) => text.length < 10);
const cell = fc.oneof(
  short,
  short.map((text) => `**${text}**`),
  short.map((text) => `~~${text}~~`),
  short.map((text) => `[${text}](https://example.org/a)`),
  short.map((text) => `<b>${text}`),
  fc.tuple(short, short).map(([one, other]) => `${one}<br>${other}`),
);
const block = fc.oneof(
  line,
  line.map((text) => `## ${text.replace(/\n/g, ' ')}`),
  fc
    .tuple(line, line, line)
    .map(([a, b, c]) => `- [x] ${a}\n- ${b}\n  1. ${c}`.replace(/ {2}\n(?! {2}1)/g, ' ')),
  line.map((text) => `1984. ${text}`.replace(/\n/g, ' ')),
  line.map((text) => `> ${text.replace(/\n/g, ' ')}`),
  fc.tuple(cell, cell, cell, cell).map(([a, b, c, d]) => `| ${a} | ${b} |\n|--:|:-:|\n| ${c} | ${d} |`),
  fc.tuple(cell, cell, cell).map(([a, b, c]) => `| ${a} |\n|---|\n| ${b} | ${c} |`),
  fc.tuple(html, html).map(([a, b]) => `<table><tr><td>${a}</td></tr>${b}</table>`.replace(/\n/g, ' ')),
  fc.tuple(words, line).map(([a, b]) => `<details><summary>${a}</summary>\n\n${b}\n\n</details>`),
  fc.tuple(html, html).map(([a, b]) => `<div>${a}</div><div>${b}</div>`.replace(/\n/g, ' ')),
  words.map((text) => `<p class="MsoNormal">${text}<o:p></o:p></p>`),
  words.map((text) => `\`\`\`\n${text}\n\`\`\``),
);
const body = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => blocks.join('\n\n'));

/** The words of the source: without tags, addresses and marks. */
const wordsOfSource = (markdown: string) =>
  wordsOf(
    markdown
      .replace(/\]\([^)]*\)/g, ' ')
      .replace(/<\/?(?!\d)[^<>]*>/g, ' ')
      .replace(/\[x\]/g, ' ')
      .replace(/(?<=^|\n) *1\. /g, ' '),
  );

describe('every word', () => {
  test('stands in mail, text, page and feed, in the order of the source', () => {
    fc.assert(
      fc.property(body, language, (markdown, spoken) => {
        const { page, mail, feed, text } = print(markdown, spoken);
        const source = wordsOfSource(markdown);
        expect(wordsOfHtml(page), 'page').toEqual(source);
        expect(wordsOfHtml(feed), 'feed').toEqual(source);
        expect(
          wordsOf(text.replace(/ ?\[\d\]( https:\S+)?/g, ' ').replace(/(?<=^|\n) *1\. /g, ' ')),
          'text',
        ).toEqual(source);
        expect(wordsOfHtml(mail), 'mail').toEqual(source);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [
      'Quote your <reference number> when you ring.',
      /&lt;reference number(>|&gt;)/,
      'Quote your <reference number> when you ring.',
    ],
    ['Town Hall<br>High Street', /Town Hall<br>High Street/, 'Town Hall\nHigh Street'],
    ['10<sup>6</sup> and H<sub>2</sub>O, the 1<sup>st</sup>', /10<sup>6<\/sup>/, '10^6 and H_2O, the 1st'],
    [
      '~~12 June~~ 14 June, 10~20 and 30~40',
      /<del>12 June<\/del> 14 June, 10~20 and 30~40/,
      '~~12 June~~ 14 June, 10~20 and 30~40',
    ],
    [
      '- [x] Hall booked\n- [ ] Speaker found',
      /☑ Hall booked.*☐ Speaker found/,
      '* [x] Hall booked\n* [ ] Speaker found',
    ],
    [
      '1,200[^1] came.\n\n[^1]: All of them.',
      /1,200<sup[^>]*>\[1\]<\/sup> came/,
      '1,200(1) came.\n\n* * *\n\n(1) All of them.',
    ],
    ['1984. Another such year.', /<p[^>]*>1984\. Another such year\.<\/p>/, '1984. Another such year.'],
    ['a <!-- an aside --> b', /a b/, 'a b'],
    ['a <script>alert(1)</script> b', /a b/, 'a b'],
    [
      '<a href="https://example.org/a b|c%">x</a>',
      /href="https:\/\/example\.org\/a%20b%7Cc%25"/,
      'x [1]\n\n[1] https://example.org/a%20b%7Cc%25',
    ],
    ['<li>lone</li>\n<li>two</li>', /<ul[^>]*><li>lone<\/li><li>two<\/li><\/ul>/, '* lone\n* two'],
    ['<dt>Term</dt><dd>Meaning</dd>', /<dl><dt>Term<\/dt><dd>Meaning<\/dd><\/dl>/, 'Term\n    Meaning'],
    [
      '<del>\n\nThe hall, *12 June*\n\n- or\n\n<br>\n\n</del>\n\nThe library',
      /<p><del>The hall, <em>12 June<\/em><\/del><\/p><ul[^>]*><li><del>or<\/del><\/li><\/ul>.*<p>The library<\/p>/,
      '~~The hall, _12 June_~~\n\n* ~~or~~\n\nThe library',
    ],
    ['<b>\n\nOne\n\nTwo', /<p>One<\/p><p>Two<\/p>/, 'One\n\nTwo'],
    ['| a |\n|---|\n| 1 | 2 |', /1 \| 2/, 'a\n1 | 2'],
  ])('%s', (markdown, html, text) => {
    const printed = print(markdown);
    for (const part of [printed.page, printed.mail, printed.feed]) expect(part).toMatch(html);
    expect(printed.text).toBe(text);
  });

  test('search and corrections say what is struck out, and no power is a number of its own', () => {
    expect(plainText('~~12 June~~ 14 June, 10<sup>6</sup>', 2)).toBe('~~12 June~~ 14 June, 10^6');
  });

  test('a snapshot of before prints as it did', () => {
    const markdown =
      'A <b>bold</b> ~one~ word<br>line, 1,200[^1].\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n[^1]: Note.';
    const before = markdownTree(markdown, { topHeading: 3 });
    expect(articleHtml(markdown)).toBe(
      '<p>A bold <del>one</del> wordline, 1,200<sup>1</sup>.</p><table><thead><tr><th align="right" scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td align="right">1</td><td>2</td></tr></tbody></table><h3>Footnotes</h3><ol><li><p>Note. ↩</p></li></ol>',
    );
    expect(treeText(before)).toBe(
      'A bold one wordline, 1,2001.\n\na  b\n1  2\n\nFootnotes\n---------\n\n1. Note. ↩',
    );
  });
});

describe('a table', () => {
  const wide = `| Event | When | Place | Who | Cost | Book |
|:--|--:|:-:|---|---|---|
| Drop-in about scams | Thursday 14 May | Calverstone Town Hall | Everybody | Free | [Book](https://example.org/w) |`;

  test('that does not fit is in mail one block a row, each value after its heading', () => {
    const { mail } = print(wide);
    expect(mail).not.toContain('<table');
    expect(mail).toMatch(/<strong>When:<\/strong> Thursday 14 May/);
  });

  test('scrolls on a page in a box that has a name and takes the focus', () => {
    expect(print(wide).page).toMatch(
      /^<div class="table" role="region" aria-label="Event, When, Place, Who, Cost, Book" tabindex="0"><table>/,
    );
    expect(print('| a | b |\n|--:|:-:|\n| 1 | 2 |').page).toMatch(
      /^<table>.*<td class="right">1<\/td><td class="center">2/,
    );
  });

  test('is read by its headings where its corner is empty, and where they are bold cells', () => {
    const rows = (corner: string, one: string, other: string) =>
      `<table><tr>${corner}${one}${other}</tr><tr><th>Representatives</th><td>1,204,300 of them</td><td>Responsibilities</td></tr><tr><td colspan=3>Counterterrorism closed</td></tr></table>`;
    const corner = print(rows('<td></td>', '<th>2025 accountability</th>', '<th>2026 accountability</th>'));
    expect(corner.mail).toMatch(
      />Representatives<.*<strong>2025 accountability:<\/strong> 1,204,300 of them/,
    );
    expect(corner.mail).not.toContain(':</strong> Counterterrorism');
    expect(corner.page).toContain('<th scope="row">Representatives</th>');
    const bold = print(
      rows('<td><b>Who</b></td>', '<td><b>2025 accountability</b></td>', '<td><b>2026</b></td>'),
    );
    expect(bold.mail).toMatch(/Who<\/strong>:<\/strong> Representatives/);
    expect(bold.text).toMatch(/^\*?Who\*?/);
  });

  test('keeps its alignment in mail and text', () => {
    const { mail, text } = print('| Item | Cost |\n|---|--:|\n| Tea | 1 |\n| Long item | 1,200 |');
    expect(mail).toMatch(/text-align:right[^>]*>1,200/);
    expect(text).toBe('Item        Cost\nTea            1\nLong item  1,200');
  });

  test('keeps numbers in groups and ranges on one line, in mail and on pages', () => {
    const { page, mail } = print(
      '| Years | Telephone | Day |\n|---|---|---|\n| 2025–26 | 020 7946 0101 | 14 May |',
    );
    expect(page).toMatch(
      /<span class="number">2025–26<\/span>.*<span class="number">020 7946 0101<\/span>.*>14 May</,
    );
    expect(mail).toMatch(/<span style="white-space:nowrap">020 7946 0101<\/span>/);
  });
});

test.each(['020 7946 0101', '+44 (0)20 7946 0101', '٠٢٠ ٧٩٤٦ ٠١٠١'])(
  'a telephone number among words from right to left keeps its order: %s',
  (number) => {
    const markdown = `اتصل بنا على ${number} قبل 14 مايو`;
    const isolated = `على <span dir="ltr">${number}</span> قبل 14 مايو`;
    const reading = { grammar, language: 'ar' } as const;
    expect(articleHtml(markdown, reading)).toContain(isolated);
    expect(feedHtml(markdown, reading)).toContain(isolated);
    expect(mailHtml(tree(markdown), styles, around('ar'))).toContain(isolated);
    expect(print(markdown).page).toContain(isolated);
    expect(print(`Ring us on ${number} before 14 May`).page).not.toContain('<span');
  },
);
