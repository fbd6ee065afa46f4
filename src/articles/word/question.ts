import type { WordStory } from './read-word.ts';
import type { WordRefusal } from './refusal.ts';

/** What the child process says. */
export type WordAnswer = WordStory | { refused: WordRefusal };
