export { takeWordFile } from './door.ts';
export type { WordAnswer } from './question.ts';
export type { WordStory } from './read-word.ts';
