import type { BlockContent, DefinitionContent } from 'mdast';

/** What a story is made of: a paragraph, a heading, a list, a table … */
export type Block = BlockContent | DefinitionContent;
