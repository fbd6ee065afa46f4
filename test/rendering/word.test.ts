import { describe, expect, test } from 'vitest';
import { compileEdition, spliceMail } from '../../src/rendering/index.ts';
import { themes } from '../../templates/theme.ts';
import { inWordsBranches } from '../stories/mails/programs.ts';
import { sampleEdition } from './sample.ts';

const WITHOUT_END = /^(area|base|br|col|hr|img|input|link|meta|wbr)$/;

/** Tags that close what is not open, or stay open. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, tag = '', closed] of html
    .replace(/<!--[\s\S]*?-->/g, '')
    .matchAll(/<(\/?)([a-z][\w:]*)[^>]*?(\/?)>/gi)) {
    if (closed || WITHOUT_END.test(tag)) continue;
    if (!slash) open.push(tag);
    else if (open.at(-1) === tag) open.pop();
    else wrong.push(`</${tag}> in <${open.at(-1)}>`);
  }
  return [...wrong, ...open];
}

describe.each(Object.entries(themes))('%s, every set of sections', async (_, theme) => {
  const compiled = await compileEdition(sampleEdition(), {
    publicUrl: 'https://bulletin.example.org',
    theme,
  });
  const sets = 2 ** compiled.sections.length;
  const mails = Array.from(
    { length: sets - 1 },
    (_, bits) =>
      spliceMail(
        compiled,
        compiled.sections.filter((_, at) => (bits + 1) & (1 << at)),
      ).html,
  );

  test('is balanced as Word reads it, and as all others do', () => {
    for (const html of mails) {
      expect(unbalanced(inWordsBranches(html))).toEqual([]);
      expect(unbalanced(html)).toEqual([]);
    }
  });

  test('has a column of 600 pixels in Word, which knows no max-width, and asks it for no VML', () => {
    for (const html of mails) {
      const word = inWordsBranches(html);
      const tables = [...word.matchAll(/<table[^>]*\swidth="(\d+)"/g)].map(([, width]) => width);
      expect(new Set(tables)).toEqual(new Set(['600']));
      expect(word).not.toMatch(/<v:|<!--\[if [^\]]*(?<!!)mso/);
    }
  });
});
