import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/articles/index.ts';

const faults = (markdown: string) => readBody(markdown).faults;
const losses = (markdown: string) => readBody(markdown).losses;
const DEEP = /more than 20 levels deep/;

/** About 1 MB of it. */
const much = (text: string) => text.repeat(Math.floor(1_000_000 / text.length));

describe('a body', () => {
  test.each(['> ', '- ', '1. ', '<div>', '<blockquote>'])('of %sin itself is taken to 20 levels', (mark) => {
    expect(faults(`One.\n\n${mark.repeat(20)}deep`)).toEqual([]);
    expect(faults(`One.\n\n${mark.repeat(21)}deep`)).toEqual([
      { line: 3, sentence: expect.stringMatching(DEEP) },
    ]);
    expect(faults(`${mark.repeat(400)}deep`)).toHaveLength(1);
  });

  test('of lists that are nested by indentation is taken to 20 levels', () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }, (_, level) => `${'  '.repeat(level)}- item`).join('\n');
    expect(faults(nested(20))).toEqual([]);
    expect(faults(nested(21))).toEqual([{ line: 21, sentence: expect.stringMatching(DEEP) }]);
  });

  test.each([
    'the council has agreed a plan for the town\n'.repeat(4).concat('\n'),
    ...[
      '>',
      '- ',
      '* ',
      '[',
      '![',
      '*a ',
      '_a ',
      '~~a ',
      '|',
      '|a|b|\n',
      '<b>',
      '<p>',
      '<!--',
      '`` ` ',
      '[a]: b\n',
    ],
    ...[
      '[^a]',
      'a@',
      'www.a.b ',
      '&',
      '\\',
      '<a b ',
      '\n',
      ' ',
      '\t',
      '[a](',
      '***a ',
      'a** ',
      '<table><tr><td>',
    ],
  ])('of 1 MB of %j is read, or refused by line', (text) => {
    const { html, faults: found } = readBody(much(text));
    if (found.length > 0) expect(found[0]?.line).toBeGreaterThan(0);
    else expect(html.length).toBeLessThan(3_000_000);
  });

  test.each([
    ['a <iframe src="x"></iframe>', 1, '<iframe> cannot be shown in a mail and is left out.'],
    ['a\n\n<b>bold', 3, 'The tag <b> has no end, so it holds nothing: write </b>.'],
    ['x[^1]\n\n[^1]: one\n\n[^2]: two', 5, 'Nothing refers to “[^2]:”, so it is not shown.'],
    ['x\n\n[Room]: Library', 3, 'Nothing refers to “[Room]:”, so it is not shown.'],
    ['x\n<span>y</span> <script>z', 2, '<script> has no end: its words are shown.'],
  ])('says of %j what cannot be kept, by line', (markdown, line, sentence) => {
    expect(losses(markdown)).toEqual([{ line, sentence }]);
  });

  test('says nothing of comments, scripts, styles and what Word leaves behind', () => {
    const word = '<p class="MsoNormal"><span style="color:red">a</span><o:p>&nbsp;</o:p></p>';
    expect(
      losses(`${word}\n\n<!-- aside -->\n\n<style>p{}</style>\n\nb <script>x</script>[^1]\n\n[^1]: c`),
    ).toEqual([]);
  });

  test.each(['a <!-- aside\n\nmore', '<!-- aside\n\nmore'])(
    'does not publish a comment without an end: %j',
    (markdown) => {
      const { html, faults: found } = readBody(markdown);
      expect(found).toEqual([{ line: 1, sentence: expect.stringMatching(/^A comment opens here/) }]);
      expect(html).not.toContain('aside');
    },
  );

  test.each([
    ['if a<b and c>d', '<p>if a&lt;b and c>d</p>\n'],
    ['x <i think so> y', '<p>x &lt;i think so> y</p>\n'],
    ['<p align=center>x</p>', '<p align=center>x</p>'],
    ['<details open><summary>x</summary></details>', '<details open><summary>x</summary></details>'],
    ['漢<ruby><rb>字</rb><rt>ji</rt></ruby>', '<p>漢字 ji </p>\n'],
    ['<b style="font-weight:normal" id="docs-internal-guid">x</b>', '<p>x</p>\n'],
    ['<b style="font-weight:bold">x</b>', '<p><b style="font-weight:bold">x</b></p>\n'],
    [
      '10. ten\n11. eleven\n\n3. three',
      '<ol start="10">\n<li>\n<p>ten</p>\n</li>\n<li>\n<p>eleven</p>\n</li>\n<li value="3">\n<p>three</p>\n</li>\n</ol>\n',
    ],
    ['1. a\n1. b', '<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n'],
  ])('%j is read as it was meant', (markdown, html) => {
    expect(readBody(markdown).html).toBe(html);
  });
});
