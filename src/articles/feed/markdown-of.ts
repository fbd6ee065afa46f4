import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { cleanText } from '../../core/index.ts';
import type { Block } from './block.ts';

const toMarkdown = unified().use(remarkGfm).use(remarkStringify, { bullet: '-', fences: true });

/** Blocks as an article's body has them. */
export const markdownOf = (children: Block[]): string =>
  cleanText(toMarkdown.stringify({ type: 'root', children })).trim();
