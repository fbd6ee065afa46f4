import { readBody } from '../src/editions/index.ts';
import { articleHtml, feedHtml, mailHtml } from '../src/rendering/markdown/print.ts';
import { markdownTree } from '../src/rendering/markdown/tree.ts';
import { markdownStyles } from '../src/rendering/snapshot-props.ts';
import { treeText } from '../src/rendering/text/markdown.ts';
import { standardTheme } from '../templates/theme.ts';

/**
 * CPU of the costliest bodies of 1 MB that the door lets in: read to the tree (goal: 2 s), and printed four ways; and of
 * 2 kB of each. Each shape is repeated as often as the limits allow and filled up with plain words. The control is plain paragraphs.
 */
const SIZE = 1_000_000;
const WORDS = 'plain words of a long story ';

const SHAPES: Record<string, string> = {
  control: 'A paragraph of words.\n\n',
  list: '- item\n',
  'list in list': '- a\n  - b\n    - c\n',
  'list of one word': '- ',
  quotation: '> words\n',
  'quotation in quotation': '> > > > words\n\n',
  brackets: '[',
  'brackets closed': '[a](',
  links: '[a](https://example.org/a) ',
  'reference links': '[a][b] ',
  stars: '*',
  'stars and words': '*a ',
  'stars both ways': 'a*b ',
  strong: '**a** ',
  underscores: '_a ',
  backticks: '`',
  'backticks of many lengths': '`a``b```c````d',
  tildes: '~~a ',
  table: '| a | b |\n|---|---|\n| 1 | 2 |\n\n',
  'table of many rows': '| 1 | 2 |\n',
  footnotes: '[^1] ',
  'footnotes defined': '[^x]: a\n\n',
  tags: '<b>a</b> ',
  'tags left open': '<b>',
  'tags closed only': '</b>',
  divs: '<div>a\n\n',
  'tables in HTML': '<table><tr><td>a</td></tr></table>\n\n',
  'cells left open': '<td>',
  comments: '<!-- a -->',
  'no tags': '<a b> ',
  entities: '&amp;',
  'no entities': '&a',
  addresses: 'https://example.org/a ',
  'bare addresses': 'www.a.b ',
  mail: 'a@b.c ',
  escapes: '\\*',
  headings: '## a\n\n',
  rules: '***\n\n',
  breaks: 'a  \n',
  statistics: '**5** a\n\n',
  attributions: '> a\n> — b\n\n',
  images: '![a](https://example.org/b) ',
  'ticked list': '- [x] a\n',
  numbers: '1. a\n',
  years: '1984. a\n',
  arabic: 'فقرة بالعربية\n\n',
  'mixed directions': '- فقرة\n- words\n',
  'smallest paragraphs': 'a\n\n',
  'lazy lines': '> a\nb\n',
  details: '<details><summary>a</summary>\n\nb\n\n</details>\n\n',
  definitions: '[a]: https://example.org\n',
  code: '```\na\n```\n',
  'list and quotation': '- > ',
  'quotation and list': '> - a\n',
  'tight quotation': '>',
  'quotation, words': '>a\n> >b\n',
  'numbers in numbers': '1. ',
  'stars as list': '* * ',
  'lists in HTML': '<ul><li>',
  'details left open': '<details>',
  'marks left open': '<b><i>',
  'links in HTML': '<a href=x>',
  'tables in tables': '<table><tr><td>',
  'bars and rules': '|-',
  'notes left open': '[^',
  'notes in notes': '[^a]: [^a]\n',
  'pictures left open': '![',
  'pictures in links': '[![a](b)](c) ',
  'comments left open': '<!-- ',
  'data left open': '<![CDATA[',
  'numbers of letters': '&#1',
  schemes: 'http://',
  'mail schemes': 'mailto:a@',
  'tags with marks': '<b>*',
  'marks in words': 'a_b*c',
  'underlined headings': 'a\n=\n',
  spaces: ' ',
  'half a tag': '<a b="',
};

const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** The shape as often as the door lets in, at most 1 MB, filled up with words. */
function largest(shape: string): string {
  let [least, most] = [0, Math.floor(SIZE / shape.length)];
  const filled = (times: number) => {
    const text = `${shape.repeat(times)}\n\n`;
    return text + WORDS.repeat(Math.max(0, Math.floor((SIZE - text.length) / WORDS.length)));
  };
  if (readBody(filled(most)).faults.length === 0) return filled(most);
  while (most - least > Math.max(1, least / 20)) {
    const middle = Math.floor((least + most) / 2);
    if (readBody(filled(middle)).faults.length === 0) least = middle;
    else most = middle;
  }
  return filled(least);
}

/** Deep or odd, and short: no number of marks stops it at the door. */
const hostile = (shape: string) => `One.\n\n${shape.repeat(Math.ceil(2_000 / shape.length))}`;

const styles = markdownStyles(standardTheme);
const outside = { language: 'en-GB', direction: 'ltr' } as const;
const reading = { grammar: 2, language: 'en-GB', direction: 'ltr' } as const;
const only = process.argv.slice(2);
process.stdout.write('shape, octets, tree ms, page ms, mail ms, feed ms, text ms, tree of 2 kB ms\n');
for (const [name, shape] of Object.entries(SHAPES)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const body = largest(shape);
  let tree = markdownTree('', { ...reading, topHeading: 3 });
  const times = [
    cpuMs(() => {
      tree = markdownTree(body, { ...reading, topHeading: 3 });
    }),
    cpuMs(() => articleHtml(body, reading)),
    cpuMs(() => mailHtml(tree, styles, outside)),
    cpuMs(() => feedHtml(body, reading)),
    cpuMs(() => treeText(tree)),
    cpuMs(() => markdownTree(hostile(shape), { ...reading, topHeading: 3 })),
  ];
  process.stdout.write(`${[name, body.length, ...times.map((ms) => Math.round(ms))].join(', ')}\n`);
}
