import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { articleHtml, feedHtml, mailHtml } from '../../src/rendering/markdown/print.ts';
import { markdownTree } from '../../src/rendering/markdown/tree.ts';
import { markdownStyles } from '../../src/rendering/snapshot-props.ts';
import { treeText } from '../../src/rendering/text/markdown.ts';
import { plainText } from '../../src/rendering/web/plain.ts';
import type { Direction } from '../../templates/direction.ts';
import { standardTheme } from '../../templates/theme.ts';

const stored = (name: string) => readFileSync(path.join(import.meta.dirname, 'frozen', name), 'utf8');
const body = stored('body.md');
const mail = (direction: Direction) =>
  mailHtml(markdownTree(body, { topHeading: 4 }), markdownStyles(standardTheme), {
    language: 'en-GB',
    direction,
  });

/** What the program printed that froze the first grammar's snapshots (2d17108). Never written anew. */
test.each([
  ['page.html', () => articleHtml(body)],
  ['feed.html', () => feedHtml(body)],
  ['mail-ltr.html', () => mail('ltr')],
  ['mail-rtl.html', () => mail('rtl')],
  ['text.txt', () => treeText(markdownTree(body, { topHeading: 4 }))],
  ['search.txt', () => plainText(body)],
])('what was frozen with the first grammar prints as it did then: %s', (name, print) => {
  expect(`${print()}\n`).toBe(stored(name));
});
